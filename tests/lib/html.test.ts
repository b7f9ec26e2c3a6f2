import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributes, escapeHtml, markup } from "@/lib/html";

/** What a browser reads back from escaped text. */
function read(text: string): string {
  const names: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => names[name] ?? "");
}

describe("markup", () => {
  it("escapes whatever is put into it, and a browser reads the same text back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { html: made } = markup`<td title="${text}">${text}</td>`;
        const inside = made.slice('<td title="'.length, -"</td>".length);
        expect(inside.replace('">', "")).not.toMatch(/[<>"']/);
        expect(read(escapeHtml(text))).toBe(text);
      }),
    );
  });
  it("takes html and lists of it as they are, and leaves nothing for null, undefined and false", () => {
    expect(markup`<p>${[markup`<b>1</b>`, [markup`<i>2</i>`]]}${null}${undefined}${false}${0}</p>`.html).toBe("<p><b>1</b><i>2</i>0</p>");
  });
});

describe("attributes", () => {
  it("quotes and escapes values and leaves out the undefined", () => {
    expect(attributes({ "data-a": '"x"', "data-b": 2, "data-c": undefined }).html).toBe(' data-a="&quot;x&quot;" data-b="2"');
  });
  it("takes no name that is more than a name", () => {
    expect(() => attributes({ "onclick=alert(1) x": "1" })).toThrow(/no name/);
  });
});
