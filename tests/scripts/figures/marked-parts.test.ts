import { describe, expect, it } from "vitest";
import { partNames, partOf, withPart } from "../../../scripts/figures/marked-parts";

const TEXT = `# Figures

Words by hand.

## One

<!-- figure: first -->

old number 1

<!-- /figure -->

between

<!-- figure: second -->

old number 2

<!-- /figure -->

## Two

end
`;

describe("partNames", () => {
  it("names the parts in their order", () => expect(partNames(TEXT)).toEqual(["first", "second"]));

  it.each([
    ["a part without an end", "<!-- figure: a -->\n<!-- figure: b -->\n<!-- /figure -->"],
    ["a last part without an end", "<!-- figure: a -->\nx"],
    ["an end without a beginning", "x\n<!-- /figure -->"],
    ["a name that stands twice", "<!-- figure: a -->\n<!-- /figure -->\n<!-- figure: a -->\n<!-- /figure -->"],
  ])("refuses %s", (_what, text) => expect(() => partNames(text)).toThrow());
});

describe("withPart", () => {
  it("replaces one part, and every other character stays", () => {
    const changed = withPart(TEXT, { name: "first", section: "Elsewhere", body: "new number" });
    expect(changed).toBe(TEXT.replace("old number 1", "new number"));
    expect(partOf(changed, "second")).toBe("old number 2");
  });

  it("takes what a replacement pattern would be as it stands", () => {
    expect(partOf(withPart(TEXT, { name: "first", section: "One", body: "$& $1 $'" }), "first")).toBe("$& $1 $'");
  });

  it("adds a new part at the end of its section", () => {
    const changed = withPart(TEXT, { name: "third", section: "One", body: "3" });
    expect(partNames(changed)).toEqual(["first", "second", "third"]);
    expect(changed.indexOf("figure: third")).toBeLessThan(changed.indexOf("## Two"));
    expect(changed.endsWith("## Two\n\nend\n")).toBe(true);
  });

  it("makes a section that is missing", () => {
    const changed = withPart(TEXT, { name: "third", section: "Three", body: "3" });
    expect(changed.startsWith(TEXT.trimEnd())).toBe(true);
    expect(changed.slice(TEXT.trimEnd().length)).toBe("\n\n## Three\n\n<!-- figure: third -->\n\n3\n\n<!-- /figure -->\n");
  });

  it("refuses a body that holds a mark", () => {
    expect(() => withPart(TEXT, { name: "first", section: "One", body: "x\n<!-- /figure -->\ny" })).toThrow();
  });
});
