import { describe, expect, it } from "vitest";
import { showBrowser } from "../../../scripts/figures/browser-part";

const LINE = JSON.stringify({
  rows: 10,
  results: [
    { name: "sign-in", ownScripts: 18.34, lighthouse: { desk: { scores: { performance: 99 }, range: [97, 100], faults: ["one"] } } },
    {
      name: "form",
      ownScripts: 84.7,
      lighthouse: { desk: { scores: { performance: 70 }, range: [69, 71] } },
      key: { answered: 88 },
      scores: { desk: { performance: 70 } },
      firstKey: { answered: 88, typed: "x" },
    },
  ],
});

describe("showBrowser", () => {
  it("shows every number of every page once, nested ones too, the range of its performance, and the bench's own line", () => {
    const { ok, text } = showBrowser([`words\n${LINE}\nbrowser: 2 pages, 1 beyond the budget\n`]);
    expect(ok).toBe(true);
    const [desk, low, high] = ["scores performance", "performance lowest", "performance highest"].map(
      (words) => `lighthouse desk ${words}`,
    );
    expect(text).toContain(`| page | ownScripts | ${desk} | ${low} | ${high} | key answered |`);
    expect(text).toContain("| sign-in | 18.3 | 99 | 97 | 100 |  |");
    expect(text).toContain("| form | 84.7 | 70 | 69 | 71 | 88 |");
    expect(text).toContain("browser: 2 pages, 1 beyond the budget");
  });

  it("does not hold without its pages, or without its line", () => {
    expect(showBrowser(["browser: 2 pages"]).ok).toBe(false);
    expect(showBrowser([LINE]).ok).toBe(false);
  });
});
