import { describe, expect, it } from "vitest";
import { Field } from "@/ui/field";
import { TextInput } from "@/ui/text-input";
import { render } from "../support/render";

describe("Field", () => {
  it("ties label, error and hint to the control", () => {
    const html = render(
      <Field id="f-name" label="工作室名称" required hint="不超过 40 字" error="请填写名称。">
        {(control) => <TextInput {...control} name="name" />}
      </Field>,
    );
    expect(html).toContain('<label for="f-name"');
    expect(html).toMatch(/<input[^>]*id="f-name"/);
    expect(html).toMatch(/<input[^>]*aria-required="true"/);
    expect(html).toMatch(/<input[^>]*aria-describedby="f-name-error f-name-hint"/);
    expect(html).toMatch(/<input[^>]*aria-invalid="true"/);
    expect(html).toMatch(/<p id="f-name-error"[^>]*>.*请填写名称。/);
    expect(html).toMatch(/<p id="f-name-hint"[^>]*>不超过 40 字/);
  });
  it("says nothing of errors when there is none", () => {
    const html = render(
      <Field id="f" label="名称">
        {(control) => <TextInput {...control} />}
      </Field>,
    );
    expect(html).not.toMatch(/aria-invalid=|aria-describedby=|required=/);
  });
  it("passes data attributes on and marks a counter that is over", () => {
    const html = render(
      <Field id="f" label="名称" data-path="studio.name" counter={{ count: 41, max: 40 }}>
        <input id="f" />
      </Field>,
    );
    expect(html).toContain('data-path="studio.name"');
    expect(html).toMatch(/text-danger[^>]*>41\/40</);
  });
});
