/** One measured thing of the bench at so many clients; see scripts/bench/load.ts. */
export type Measured = {
  name: string;
  clients: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  failures: number;
};

/** The line of JSON at the end of `npm run bench`. Memory in bytes. */
export type BenchResult = {
  rows: number;
  seconds: number;
  loadAverage: [number, number];
  memoryBefore: number;
  memoryAfter: number;
  statements: Record<string, number>;
  figures: Measured[];
  [extra: string]: unknown;
};

export function isBench(line: Record<string, unknown>): line is BenchResult {
  return typeof line["rows"] === "number" && Array.isArray(line["figures"]);
}

/** Of the same run and the same number of clients: a page with no list, and no rows. */
export function bareOf(result: BenchResult, clients: number): Measured | undefined {
  return result.figures.find((one) => one.name.startsWith("bare") && one.clients === clients);
}
