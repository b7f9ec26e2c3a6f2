/**
 * Generated texts through every export writer and back through readers that share nothing with it:
 * `npm run proof:exports -- [--cells 100000] [--seed N]`. Fails on a formula, on a value that did not come back, and when the
 * readers let a formula pass that was put in on purpose.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { exportSheet } from "@/server/spreadsheet/export-sheet";
import type { SheetColumn } from "@/server/spreadsheet/sheet";
import { anyText } from "../../tests/support/cell-texts";
import { collectStream } from "../../tests/support/collect-stream";
import { controls } from "./exports/controls";
import { readBack } from "./exports/read-back";

const { values } = parseArgs({ options: { cells: { type: "string", default: "100000" }, seed: { type: "string" } } });
const cells = Number(values.cells);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000_000));
const COLUMNS = [..."甲乙丙丁戊"].map((header): SheetColumn => ({ header, type: "text" }));

const texts = fc.sample(anyText, { numRuns: cells, seed });
const rows = Array.from({ length: Math.ceil(cells / COLUMNS.length) }, (_, i) =>
  Array.from({ length: COLUMNS.length }, (_none, c) => texts[i * COLUMNS.length + c] ?? ""),
);

async function* iterate() {
  yield* rows;
}

const from = performance.now();
let formulas = 0;
let changed = 0;
for (const format of ["xlsx", "ods", "csv"] as const) {
  const bytes = await collectStream(exportSheet({ format, sheet: { name: "申报台账", columns: COLUMNS }, rows: iterate() }));
  const back = await readBack(format, bytes, rows);
  formulas += back.formulas;
  changed += back.changed;
  for (const example of back.examples) console.error(`seed ${seed} ${format} ${example}`);
}
const control = await controls();
for (const what of control.missed) console.error(`the readers let pass: ${what}`);
const took = Math.round((performance.now() - from) / 1000);
console.log(
  `exports: ${cells} generated cells (seed ${seed}) read back from xlsx (two readers), ods and csv: ${formulas} formulas, ${changed} values changed; ` +
    `control: ${control.total - control.missed.length} of ${control.total} planted formulas and changes caught; ${took} s`,
);
process.exit(formulas + changed + control.missed.length === 0 ? 0 : 1);
