import type { Figure } from "../bench/load";
import type { RegisterFigure } from "../bench/register-exports";
import type { WriterFigure } from "../bench/writers";

/** The line of JSON at the end of `npm run bench`. Memory in bytes. */
export type BenchResult = {
  rows: number;
  seconds: number;
  loadAverage: [number, number];
  memoryBefore: number;
  memoryPeak: number;
  memoryAfter: number;
  statements: Record<string, number>;
  figures: Figure[];
  writers: WriterFigure[];
  register: RegisterFigure[];
};

export function isBench(line: Record<string, unknown>): line is BenchResult {
  return typeof line["rows"] === "number" && Array.isArray(line["figures"]);
}
