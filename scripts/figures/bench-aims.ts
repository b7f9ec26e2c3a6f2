import { bareOf } from "../bench/figure-cells";
import type { Figure } from "../bench/load";
import { median } from "../bench/median";
import type { WriterFigure } from "../bench/writers";
import type { BenchResult } from "./bench-result";

/** met is undefined when the run did not measure it. */
export type Aim = { what: string; seen: string; met: boolean | undefined };

const SMALL = 10_000;
const MANY = 16;
const MEGABYTE = 1e6;
const MOST_GROWTH = 100 * MEGABYTE;
/** The list that the aims speak of. */
const WORK_LIST = "work: page 1";
/** The bare page asked for with the cookie of a session: what every signed-in page does before it does anything. */
const BARE_CHECKED = "bare, with a session check";

/** The aims of speed, each against the numbers, with their limits. The aim of growth is judged where both sizes are asked in turn: growth.ts. */
export function aimsOf(results: readonly BenchResult[]): Aim[] {
  const small = ofSize(results, SMALL) ?? results[0];
  const list = small && at(small, WORK_LIST, MANY);
  const bare = small && bareOf(small.figures, MANY);
  const checked = small && at(small, BARE_CHECKED, MANY);
  const shareOf = (one: Figure | undefined) => list && one && list.perSecond / one.perSecond;
  const writer = (name: WriterFigure["name"]) => results.flatMap(({ writers }) => writers).find((one) => one.name === name);
  const times = (one: WriterFigure["name"], other: WriterFigure["name"]) => {
    const [dividend, divisor] = [writer(one), writer(other)];
    return dividend && divisor && median(dividend.seconds) / median(divisor.seconds);
  };
  const largest = results.findLast(({ register }) => register.length > 0);
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
      "xlsx of 100,000 × 40 ≥ 1.4 × as fast as exceljs",
      times("exceljs", "xlsx"),
      (n) => n >= 1.4,
      (n) => `${n.toFixed(2)} ×`,
    ),
    aim(
      "towards 2 × as fast",
      times("exceljs", "xlsx"),
      (n) => n >= 2,
      (n) => `${n.toFixed(2)} ×`,
    ),
    aim(
      "csv ≤ 3 × the time of COPY",
      times("csv", "COPY"),
      (n) => n <= 3,
      (n) => `${n.toFixed(2)} ×`,
    ),
    ...(["xlsx", "csv"] as const).map((name) => {
      const growth = writer(name)?.growth;
      return aim(`${name} of 100,000 × 40 ≤ 100 MB growth`, growth && Math.max(...growth), (n) => n <= MOST_GROWTH, inMegabytes);
    }),
    ...(largest?.register ?? []).map(({ format, growth, said }) =>
      aim(
        `${format} of ${said.toLocaleString("en")} rows through the portal ≤ 100 MB growth of its web processes`,
        Math.max(...growth),
        (n) => n <= MOST_GROWTH,
        inMegabytes,
      ),
    ),
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
