import { execFileSync } from "node:child_process";
import path from "node:path";
import type pg from "pg";
import { ROOT } from "../support/root.mjs";
import { exportTable, measureCopy } from "./baselines";

/** seconds: of each time; growth: most resident bytes of its own process above what it held before the first row, none of COPY's */
export type WriterFigure = { name: "xlsx" | "exceljs" | "csv" | "COPY"; seconds: number[]; growth: number[] };

const TIMES = 3;
const ARGS = ["--expose-gc", "--import", "tsx", path.join(ROOT, "scripts/bench-export.ts")];

/** So many rows of 40 columns into a sink, three times each in turn: our writers, exceljs, and PostgreSQL's COPY of the same cells. */
export async function measureWriters(database: pg.Client, rows: number): Promise<WriterFigure[]> {
  const query = await exportTable(database, rows);
  const figures = (["xlsx", "exceljs", "csv", "COPY"] as const).map((name): WriterFigure => ({ name, seconds: [], growth: [] }));
  for (let n = 0; n < TIMES; n++)
    for (const { name, seconds, growth } of figures) {
      if (name === "COPY") {
        seconds.push(await measureCopy(database, query));
        continue;
      }
      const said = execFileSync(process.execPath, [...ARGS, "--rows", String(rows), "--format", name], { encoding: "utf8" });
      const measured = JSON.parse(said) as { rows: number; fileBytes: number; seconds: number; growthBytes: number };
      if (measured.rows !== rows || measured.fileBytes < rows) throw new Error(`${name}: ${said}`);
      seconds.push(measured.seconds);
      growth.push(measured.growthBytes);
    }
  return figures;
}
