import type { Figure } from "./load";

/** What every table of figures begins with, and the cells under it. */
export const TIMING_HEAD: readonly string[] = ["clients", "req/s", "p50 ms", "p95 ms", "p99 ms"];

export function timingCells(one: Figure): string[] {
  return [String(one.clients), ...[one.perSecond, one.p50, one.p95, one.p99].map((number) => number.toFixed(1))];
}

export const CPU_HEAD = "CPU ms: web + PostgreSQL + load";

/** What one answer takes of a core, in the server, in the database and in whoever asked; empty where it was not measured. */
export function cpuCell({ cpu }: Figure): string {
  return cpu ? [cpu.web, cpu.database, cpu.load].map((number) => number.toFixed(2)).join(" + ") : "";
}

/** Of the same run and the same number of clients: a page with no list, and no rows. */
export function bareOf(figures: readonly Figure[], clients: number): Figure | undefined {
  return figures.find((one) => one.name.startsWith("bare:") && one.clients === clients);
}

/** Requests a second as a share of the bare page's; empty where it was not measured. */
export function shareCell(one: Figure, figures: readonly Figure[]): string {
  const bare = bareOf(figures, one.clients);
  return bare ? (one.perSecond / bare.perSecond).toFixed(2) : "";
}
