import { CPU_HEAD, cpuCell, shareCell, TIMING_HEAD, timingCells } from "./figure-cells";
import type { Figure } from "./load";

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
