import { describe, expect, it } from "vitest";
import type { Figure } from "../../../scripts/bench/load";
import { aimsOf } from "../../../scripts/figures/bench-aims";
import { showBench } from "../../../scripts/figures/bench-part";
import type { RegisterFigure } from "../../../scripts/bench/register-exports";
import type { WriterFigure } from "../../../scripts/bench/writers";
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

const result = (rows: number, figures: Figure[], extra: Partial<BenchResult> = {}): BenchResult => ({
  rows,
  seconds: 5,
  loadAverage: [0.1, 1.9],
  memoryBefore: 100e6,
  memoryPeak: 250e6,
  memoryAfter: 200e6,
  statements: { "work: page 1": 4 },
  writers: [],
  register: [],
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
const WRITERS: WriterFigure[] = [
  { name: "xlsx", seconds: [9, 5, 4], growth: [90e6, 100e6] },
  { name: "exceljs", seconds: [6.95], growth: [200e6] },
  { name: "csv", seconds: [3], growth: [100.1e6] },
  { name: "COPY", seconds: [1], growth: [] },
];
const REGISTER: RegisterFigure = {
  format: "xlsx",
  status: 200,
  said: 9_000,
  written: 9_000,
  expected: 9_000,
  seconds: [2, 1, 3],
  growth: [1e6, 101e6],
  bytes: 5e6,
};

const of = (words: string, ...results: BenchResult[]) => aimsOf(results).find(({ what }) => what.includes(words));

describe("aimsOf", () => {
  it("is met at the limit and not met below it", () => {
    expect(of("0.7", result(10_000, SMALL))).toMatchObject({ seen: "0.70 ×", met: true });
    expect(of("session check", result(10_000, SMALL))).toMatchObject({ seen: "0.80 ×", met: true });
    expect(of("submit", result(10_000, SMALL))).toMatchObject({ seen: "99.9/s", met: false });
    expect(of("autosave", result(10_000, SMALL))).toMatchObject({ met: true });
    expect(of("p95", result(10_000, SMALL))).toMatchObject({ seen: "80.0 ms", met: false });
  });

  it("tells what was not measured from what was not met", () => {
    expect(of("exceljs", result(10_000, SMALL))).toMatchObject({ met: undefined });
    expect(of("exceljs", result(10_000, SMALL, { writers: WRITERS }))).toMatchObject({ seen: "1.39 ×", met: false });
  });

  it("takes the time in the middle, and the most memory of all times", () => {
    const { writers, register } = { writers: WRITERS, register: [REGISTER] };
    expect(of("COPY", result(10_000, SMALL, { writers }))).toMatchObject({ seen: "3.00 ×", met: true });
    expect(of("xlsx of 100,000 × 40 ≤", result(10_000, SMALL, { writers }))).toMatchObject({ seen: "100 MB", met: true });
    expect(of("csv of 100,000 × 40 ≤", result(10_000, SMALL, { writers }))).toMatchObject({ met: false });
    expect(of("xlsx of 9,000 rows through the portal", result(10_000, SMALL, { register }))).toMatchObject({ seen: "101 MB", met: false });
  });
});

describe("showBench", () => {
  const line = (one: BenchResult) => `seeded\n${JSON.stringify(one)}\n`;

  it("shows each size as a table, a page beside the bare one", () => {
    const { ok, text } = showBench([line(result(10_000, SMALL))]);
    expect(ok).toBe(true);
    expect(text).toContain("| work: page 1 | 16 | 280.0 | 40.0 | 80.0 | 120.0 | 0.70 | 4 |  | 1400 |");
    expect(text).toContain("10,000 applications, 5 s a figure; web processes 100 MB → 200 MB, at most 250 MB; load 0.1 → 1.9");
    expect(text).toContain("| work list ≥ 0.7 × the requests/s of the bare page, 16 clients | 0.70 × | met |");
  });

  it("shows the exports, and does not hold when one was not whole", () => {
    const register = [REGISTER];
    const shown = showBench([line(result(10_000, SMALL, { writers: WRITERS, register }))]);
    expect(shown.ok).toBe(true);
    expect(shown.text).toContain("| xlsx, 100,000 × 40 into a sink | 5.00 | 9.00, 5.00, 4.00 | 100 MB |");
    expect(shown.text).toContain(
      "| xlsx of the register, through the portal | 2.00 | 2.00, 1.00, 3.00 | 101 MB | 9000 of 9000 rows, 5 MB, HTTP 200 |",
    );
    for (const spoilt of [{ status: 503 }, { written: 8_999 }, { said: 8_999 }, { expected: 0, said: 0, written: 0 }])
      expect(showBench([line(result(10_000, SMALL, { register: [{ ...REGISTER, ...spoilt }] }))]).ok).toBe(false);
  });

  it("does not hold when a request failed, or when a run said nothing", () => {
    expect(showBench([line(result(10_000, [{ ...SMALL[0]!, failures: 2 }]))])).toMatchObject({ ok: false });
    expect(showBench([line(result(10_000, SMALL)), "nothing"]).ok).toBe(false);
  });
});
