import { describe, expect, it } from "vitest";
import { CheckboxGroup, RadioGroup } from "@/ui/choice-group";
import { render } from "../support/render";

const OPTIONS = [
  { value: "1", label: "技术攻关" },
  { value: "2", label: "传承育人" },
];

describe("RadioGroup", () => {
  it("is a fieldset with a legend, its error tied to it", () => {
    const html = render(<RadioGroup id="g" name="g" label="类别" required options={OPTIONS} defaultValue="2" error="请选择类别。" />);
    expect(html).toMatch(/<fieldset role="radiogroup" aria-required="true" aria-invalid="true" id="g"[^>]*aria-describedby="g-error"/);
    expect(html).toMatch(/<legend[^>]*>类别/);
    expect(html).toMatch(/<input[^>]*type="radio"[^>]*checked=""[^>]*value="2"|<input[^>]*value="2"[^>]*checked=""/);
    expect(html.match(/checked=""/g)).toHaveLength(1);
  });
});

describe("CheckboxGroup", () => {
  it("ticks what was chosen", () => {
    const html = render(<CheckboxGroup id="g" name="g" label="形式" options={OPTIONS} defaultValue={["1", "2"]} hint="可多选" />);
    expect(html.match(/checked=""/g)).toHaveLength(2);
    expect(html).toMatch(/aria-describedby="g-hint"/);
  });
});
