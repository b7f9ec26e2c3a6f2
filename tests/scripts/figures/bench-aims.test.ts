import { describe, expect, it } from "vitest";
import type { Figure } from "../../../scripts/bench/load";
import { aimsOf, growthOf } from "../../../scripts/figures/bench-aims";
import { showBench } from "../../../scripts/figures/bench-part";
import type { BenchResult } from "../../../scripts/figures/bench-result";

const measured = (name: string, clients: number, perSecond: number, p50 = 10): Figure => ({
  name,
  clients,
  perSecond,
  p50,
  p95: p50 * 2,
  p99: p50 * 3,
  requests: perSecond * 5,
  failures: 0,
  bytes: 9_000,
});

const result = (rows: number, figures: Figure[], extra: Record<string, number> = {}): BenchResult => ({
  rows,
  seconds: 5,
  loadAverage: [0.1, 1.9],
  memoryBefore: 100e6,
  memoryAfter: 200e6,
  statements: { "work: page 1": 4 },
  figures,
  ...extra,
});

const SMALL = [
  measured("bare: sign-in page", 16, 400),
  measured("bare, with a session check", 16, 350),
  measured("work: page 1", 1, 100),
  measured("work: page 1", 16, 280, 40),
  measured("submit", 16, 99.9),
  measured("autosave", 16, 200),
];
const LARGE = [measured("work: page 1", 1, 100, 12), measured("work: page 1", 16, 200), measured("submit", 16, 50)];

const of = (words: string, ...results: BenchResult[]) => aimsOf(results).find(({ what }) => what.includes(words));

describe("growthOf", () => {
  it("compares each list over a million rows with ten thousand, by the time of one and by the cost of many", () => {
    const [one, ...others] = growthOf([result(10_000, SMALL), result(1_000_000, LARGE)]);
    expect(one).toEqual({ name: "work: page 1", byLatency: 1.2, byThroughput: 1.4 });
    expect(others).toEqual([]);
  });

  it("says nothing when one of the sizes was not measured", () => expect(growthOf([result(10_000, SMALL)])).toEqual([]));
});

describe("aimsOf", () => {
  it("is met at the limit and not met below it", () => {
    expect(of("0.7", result(10_000, SMALL))).toMatchObject({ seen: "0.70 ×", met: true });
    expect(of("session check", result(10_000, SMALL))).toMatchObject({ seen: "0.80 ×", met: true });
    expect(of("submit", result(10_000, SMALL))).toMatchObject({ seen: "99.9/s", met: false });
    expect(of("autosave", result(10_000, SMALL))).toMatchObject({ met: true });
    expect(of("p95", result(10_000, SMALL))).toMatchObject({ seen: "80.0 ms", met: false });
  });

  it("judges the growth by the worst of both ways to see it", () => {
    expect(of("1,000,000", result(10_000, SMALL), result(1_000_000, LARGE))).toMatchObject({
      seen: "at worst 1.40 × (work: page 1)",
      met: false,
    });
  });

  it("tells what was not measured from what was not met", () => {
    expect(of("exceljs", result(10_000, SMALL))).toMatchObject({ met: undefined });
    expect(of("exceljs", result(10_000, SMALL, { xlsxTimesExceljs: 1.39 }))).toMatchObject({ met: false });
  });
});

describe("showBench", () => {
  const line = (one: BenchResult) => `seeded\n${JSON.stringify(one)}\n`;

  it("shows each size as a table, a page beside the bare one", () => {
    const { ok, text } = showBench([line(result(10_000, SMALL))]);
    expect(ok).toBe(true);
    expect(text).toContain("| work: page 1 | 16 | 280.0 | 40.0 | 80.0 | 120.0 | 0.70 | 4 |");
    expect(text).toContain("10,000 applications, 5 s a figure; web processes 100 MB → 200 MB; load 0.1 → 1.9");
    expect(text).toContain("| work list ≥ 0.7 × the requests/s of the bare page, 16 clients | 0.70 × | met |");
  });

  it("does not hold when a request failed, or when a run said nothing", () => {
    expect(showBench([line(result(10_000, [{ ...SMALL[0]!, failures: 2 }]))])).toMatchObject({ ok: false });
    expect(showBench([line(result(10_000, SMALL)), "nothing"]).ok).toBe(false);
  });
});
