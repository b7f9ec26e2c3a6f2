import { describe, expect, it } from "vitest";
import { breaches, type BrowserBudget, type PageFigures, readBudget } from "../../scripts/bench/browser-budget";

const BUDGET: BrowserBudget = {
  scores: { performance: 95, accessibility: 95, "best-practices": 95, seo: 95 },
  firstRowMs: 1500,
  firstKeyMs: 100,
  scriptKb: { work: 26 },
};
const SCORES = { performance: 95, accessibility: 100, "best-practices": 100, seo: 60 };
const PAGE: PageFigures = {
  name: "work list",
  open: false,
  scripts: { row: "work", own: 26_000 },
  scores: { desk: SCORES, phone: SCORES },
  firstRow: 1500,
  firstKey: { answered: 100, typed: "工作", standing: "工作室", saved: "工作室" },
};

describe("breaches", () => {
  it("says nothing of a page that is just within its budget", () => expect(breaches(PAGE, BUDGET)).toEqual([]));

  it.each([
    ["a score of one of the two", { scores: { desk: SCORES, phone: { ...SCORES, performance: 94 } } }, /performance 94 < 95 .* phone/],
    ["a page that search engines are kept from, though it is open to all", { open: true, scores: { desk: SCORES } }, /seo 60 < 95/],
    ["50 kB of script more", { scripts: { row: "work", own: 76_000 } }, /76\.0 kB of JavaScript > 26/],
    ["a page without a row in the budget", { scripts: { row: "elsewhere", own: 1 } }, /no row elsewhere/],
    ["a late list", { firstRow: 1501 }, /first row after 1501 ms/],
    ["a slow answer", { firstKey: { ...PAGE.firstKey, answered: 104 } }, /first key answered after 104 ms/],
    ["a key that nobody heard", { firstKey: { ...PAGE.firstKey, answered: -1 } }, /no first key was heard/],
    ["a letter that is gone", { firstKey: { ...PAGE.firstKey, standing: "工" } }, /typed 工作, but the box holds 工/],
    ["a letter that was not saved", { firstKey: { ...PAGE.firstKey, saved: "" } }, /typed 工作, but {2}was saved/],
  ] as [string, Partial<PageFigures>, RegExp][])("names %s", (_what, change, sentence) => {
    const said = breaches({ ...PAGE, ...change }, BUDGET);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(sentence);
  });
});

describe("readBudget", () => {
  it("has an aim for every page of the bench, none beyond those of the issue", () => {
    const { scores, scriptKb } = readBudget();
    expect(Math.min(...Object.values(scores))).toBeGreaterThanOrEqual(95);
    const { form, review, ...lists } = scriptKb;
    expect(form).toBeLessThanOrEqual(110);
    expect(review).toBeLessThanOrEqual(110);
    for (const [name, kb] of Object.entries(lists)) expect(kb, name).toBeLessThanOrEqual(35);
  });
});
