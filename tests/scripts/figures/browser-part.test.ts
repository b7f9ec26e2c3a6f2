import { describe, expect, it } from "vitest";
import { showBrowser } from "../../../scripts/figures/browser-part";

const LINE = JSON.stringify({
  rows: 10,
  results: [
    { name: "sign-in", ownScripts: 18.34, desk: { performance: 99, faults: ["one"] } },
    { name: "form", ownScripts: 84.7, desk: { performance: 70 }, firstKey: 88 },
  ],
});

describe("showBrowser", () => {
  it("shows every number of every page, nested ones too, and the bench's own line", () => {
    const { ok, text } = showBrowser([`words\n${LINE}\nbrowser: 2 pages, 1 beyond the budget\n`]);
    expect(ok).toBe(true);
    expect(text).toContain("| page | ownScripts | desk performance | firstKey |");
    expect(text).toContain("| sign-in | 18.3 | 99 |  |");
    expect(text).toContain("browser: 2 pages, 1 beyond the budget");
  });

  it("does not hold without its pages, or without its line", () => {
    expect(showBrowser(["browser: 2 pages"]).ok).toBe(false);
    expect(showBrowser([LINE]).ok).toBe(false);
  });
});
