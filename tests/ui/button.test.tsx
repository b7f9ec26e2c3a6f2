import { describe, expect, it } from "vitest";
import { Button } from "@/ui/button";
import { render } from "../support/render";

describe("Button", () => {
  it("is no submit button unless told", () => {
    expect(render(<Button>保存</Button>)).toMatch(/<button type="button"/);
  });
  it("stays focusable while pending and says that it is busy", () => {
    const html = render(<Button pending>提交</Button>);
    expect(html).toMatch(/aria-disabled="true" aria-busy="true"/);
    expect(html).not.toMatch(/ disabled=""/);
  });
  it("passes data attributes on", () => {
    expect(render(<Button data-check="X1">查看</Button>)).toContain('data-check="X1"');
  });
});
