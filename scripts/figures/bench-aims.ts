import { bareOf } from "../bench/figure-cells";
import type { Figure } from "../bench/load";
import type { BenchResult } from "./bench-result";

/** met is undefined when the run did not measure it. */
export type Aim = { what: string; seen: string; met: boolean | undefined };

export type Growth = { name: string; byLatency: number; byThroughput: number };

const SMALL = 10_000;
const LARGE = 1_000_000;
const MANY = 16;
const MEGABYTE = 1e6;
/** Lists of the portal: what is neither the bare page nor a control nor a write. */
const LIST = /^(?:work|registry|matrix|roster|statistics)\b/;
/** The list that the aims speak of. */
const WORK_LIST = "work: page 1";
/** The bare page asked for with the cookie of a session: what every signed-in page does before it does anything. */
const BARE_CHECKED = "bare, with a session check";

/** How much dearer each list is over a million rows than over ten thousand: 1 is no dearer. */
export function growthOf(results: readonly BenchResult[]): Growth[] {
  const [small, large] = [SMALL, LARGE].map((rows) => ofSize(results, rows));
  if (!small || !large) return [];
  const names = [...new Set(large.figures.map(({ name }) => name))].filter((name) => LIST.test(name));
  return names.flatMap((name) => {
    const [one, other] = [at(small, name, 1), at(large, name, 1)];
    const [few, many] = [at(small, name, MANY), at(large, name, MANY)];
    if (!one || !other || !few || !many) return [];
    return [{ name, byLatency: other.p50 / one.p50, byThroughput: few.perSecond / many.perSecond }];
  });
}

/** The aims of speed, each against the numbers; the one place where their limits stand. */
export function aimsOf(results: readonly BenchResult[]): Aim[] {
  const small = ofSize(results, SMALL) ?? results[0];
  const list = small && at(small, WORK_LIST, MANY);
  const bare = small && bareOf(small.figures, MANY);
  const checked = small && at(small, BARE_CHECKED, MANY);
  const shareOf = (one: Figure | undefined) => list && one && list.perSecond / one.perSecond;
  const growth = growthOf(results);
  const worst = growth
    .map((one) => ({ name: one.name, times: Math.max(one.byLatency, one.byThroughput) }))
    .toSorted((a, b) => b.times - a.times)[0];
  const extra = (name: string) => results.map((one) => one[name]).find((value): value is number => typeof value === "number");
  return [
    aim(
      "work list ≥ 0.7 × the requests/s of the bare page, 16 clients",
      shareOf(bare),
      (n) => n >= 0.7,
      (n) => `${n.toFixed(2)} ×`,
    ),
    aim(
      "work list ≥ 0.7 × the bare page with a session check, 16 clients",
      shareOf(checked),
      (n) => n >= 0.7,
      (n) => `${n.toFixed(2)} ×`,
    ),
    aim(
      "work list towards 390/s, 16 clients",
      list?.perSecond,
      (n) => n >= 390,
      (n) => `${n.toFixed(1)}/s`,
    ),
    aim(
      "work list p95 ≤ 55 ms, 16 clients",
      list?.p95,
      (n) => n <= 55,
      (n) => `${n.toFixed(1)} ms`,
    ),
    aim(
      "submit ≥ 100/s, 16 clients",
      small && at(small, "submit", MANY)?.perSecond,
      (n) => n >= 100,
      (n) => `${n.toFixed(1)}/s`,
    ),
    aim(
      "autosave ≥ 200/s, 16 clients",
      small && at(small, "autosave", MANY)?.perSecond,
      (n) => n >= 200,
      (n) => `${n.toFixed(1)}/s`,
    ),
    aim(
      "1,000,000 rows ≤ 1.3 × 10,000 on every list",
      worst?.times,
      (n) => n <= 1.3,
      (n) => `at worst ${n.toFixed(2)} × (${worst?.name})`,
    ),
    aim(
      "xlsx of 100,000 × 40 ≥ 1.4 × as fast as exceljs",
      extra("xlsxTimesExceljs"),
      (n) => n >= 1.4,
      (n) => `${n.toFixed(2)} ×`,
    ),
    aim(
      "towards 2 × as fast",
      extra("xlsxTimesExceljs"),
      (n) => n >= 2,
      (n) => `${n.toFixed(2)} ×`,
    ),
    aim(
      "csv ≤ 3 × the time of COPY",
      extra("csvTimesCopy"),
      (n) => n <= 3,
      (n) => `${n.toFixed(2)} ×`,
    ),
    aim("xlsx ≤ 100 MB growth", extra("xlsxGrowth"), (n) => n <= 100 * MEGABYTE, inMegabytes),
    aim("csv ≤ 100 MB growth", extra("csvGrowth"), (n) => n <= 100 * MEGABYTE, inMegabytes),
  ];
}

function aim(what: string, value: number | undefined, holds: (value: number) => boolean, words: (value: number) => string): Aim {
  return value === undefined ? { what, seen: "–", met: undefined } : { what, seen: words(value), met: holds(value) };
}

/** Everything measured over so many rows: a size may be measured in parts, lists and writes each alone. */
function ofSize(results: readonly BenchResult[], rows: number): BenchResult | undefined {
  const parts = results.filter((one) => one.rows === rows);
  return parts[0] && { ...parts[0], figures: parts.flatMap(({ figures }) => figures) };
}

function at(result: BenchResult, name: string, clients: number): Figure | undefined {
  return result.figures.find((one) => one.name === name && one.clients === clients);
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / MEGABYTE)} MB`;
}
