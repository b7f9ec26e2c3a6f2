import type { Figure } from "../bench/load";

/** The line of JSON at the end of `npm run bench`. Memory in bytes. */
export type BenchResult = {
  rows: number;
  seconds: number;
  loadAverage: [number, number];
  memoryBefore: number;
  memoryAfter: number;
  statements: Record<string, number>;
  figures: Figure[];
  [extra: string]: unknown;
};

export function isBench(line: Record<string, unknown>): line is BenchResult {
  return typeof line["rows"] === "number" && Array.isArray(line["figures"]);
}
