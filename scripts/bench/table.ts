import { CPU_HEAD, cpuCell, shareCell, TIMING_HEAD, timingCells } from "./figure-cells";
import type { Figure } from "./load";
import type { RegisterFigure } from "./register-exports";
import type { WriterFigure } from "./writers";

/** Columns of a terminal: a Chinese character takes two. */
function padded(text: string, width: number): string {
  const taken = [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);
  return text + " ".repeat(Math.max(1, width - taken));
}

/** One line a figure; every page also as a share of the bare page at the same number of clients. */
export function printTable(figures: readonly Figure[], statements: ReadonlyMap<string, number>): void {
  const widths = [28, 9, 9, 9, 9, 9, 8, 8, 9, 9, 8];
  const line = (cells: string[]) => process.stdout.write(`${cells.map((cell, i) => padded(cell, widths[i] ?? 8)).join("")}\n`);
  line(["", ...TIMING_HEAD, "failed", "kB", "× bare", "queries", CPU_HEAD]);
  for (const one of figures) {
    line([
      one.name,
      ...timingCells(one),
      String(one.failures),
      (one.bytes / 1000).toFixed(1),
      shareCell(one, figures),
      String(statements.get(one.name) ?? ""),
      cpuCell(one),
    ]);
  }
}

/** One line a file: seconds of each time, the most memory of all. */
export function printExports(writers: readonly WriterFigure[], register: readonly RegisterFigure[]): void {
  const took = (seconds: readonly number[]) => seconds.map((one) => `${one.toFixed(2)} s`).join(", ");
  const most = (growth: readonly number[]) => (growth.length > 0 ? `, growth at most ${(Math.max(...growth) / 1e6).toFixed(0)} MB` : "");
  for (const { name, seconds, growth } of writers) process.stdout.write(`${name} of 100,000 × 40: ${took(seconds)}${most(growth)}\n`);
  for (const one of register)
    process.stdout.write(
      `${one.format} of the register through the portal: ${took(one.seconds)}${most(one.growth)}; HTTP ${one.status}, ${one.written} rows written, ${one.said} said, ${one.expected} expected\n`,
    );
}
