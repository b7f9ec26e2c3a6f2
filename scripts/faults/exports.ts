/**
 * Generated texts through every export writer and back through a reader that shares nothing with it:
 * `npm run proof:exports -- [--cells 100000] [--seed N]`. Fails on a formula and on a value that did not come back.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { exportSheet } from "@/server/spreadsheet/export-sheet";
import type { ExportFormat, SheetColumn } from "@/server/spreadsheet/sheet";
import { anyText, wellFormed, withoutGuard, wouldBeFormula, xmlSafe } from "../../tests/support/cell-texts";
import { collectStream } from "../../tests/support/collect-stream";
import { readCsv } from "../../tests/support/read-csv";
import { readOds } from "../../tests/support/read-ods";
import { readXlsx } from "../../tests/support/read-xlsx";

const { values } = parseArgs({ options: { cells: { type: "string", default: "100000" }, seed: { type: "string" } } });
const cells = Number(values.cells);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000_000));
const COLUMNS = [..."甲乙丙丁戊"].map((header): SheetColumn => ({ header, type: "text" }));

const texts = fc.sample(anyText, { numRuns: cells, seed });
const rows = Array.from({ length: Math.ceil(cells / COLUMNS.length) }, (_, i) => texts.slice(i * COLUMNS.length, (i + 1) * COLUMNS.length));

async function* iterate() {
  yield* rows;
}

type ReadBack = { formulas: number; rows: string[][]; kept: (text: string) => string };

async function readBack(format: ExportFormat): Promise<ReadBack> {
  const bytes = await collectStream(exportSheet({ format, sheet: { name: "申报台账", columns: COLUMNS }, rows: iterate() }));
  if (format === "csv") {
    const read = readCsv(bytes.toString("utf8").slice(1)).slice(1);
    return { formulas: read.flat().filter(wouldBeFormula).length, rows: read.map((row) => row.map(withoutGuard)), kept: wellFormed };
  }
  if (format === "xlsx") {
    const [sheet] = (await readXlsx(bytes)).sheets;
    const others = sheet?.rows.flat().filter((cell) => cell && cell.kind !== "text").length ?? 0;
    return { formulas: (sheet?.formulas ?? 1) + others, rows: texted(sheet?.rows), kept: wellFormed };
  }
  const [table] = (await readOds(bytes)).tables;
  return { formulas: table?.formulas ?? 1, rows: texted(table?.rows), kept: xmlSafe };
}

function texted(read: { value: string }[][] = []): string[][] {
  return read.slice(1).map((row) => COLUMNS.map((_, i) => row[i]?.value ?? ""));
}

const from = performance.now();
let formulas = 0;
let lost = 0;
for (const format of ["xlsx", "ods", "csv"] as const) {
  const back = await readBack(format);
  formulas += back.formulas;
  for (const [r, row] of rows.entries()) {
    for (const [c, text] of row.entries()) {
      const came = back.rows[r]?.[c];
      if (came === back.kept(text)) continue;
      lost++;
      if (lost < 10) console.error(`seed ${seed} ${format} row ${r}: ${JSON.stringify(text)} came back as ${JSON.stringify(came)}`);
    }
  }
}
const took = Math.round((performance.now() - from) / 1000);
console.log(
  `exports: ${cells} generated cells (seed ${seed}) read back from xlsx, ods and csv: ${formulas} formulas, ${lost} values changed; ${took} s`,
);
process.exit(formulas + lost === 0 ? 0 : 1);
