import { readXlsx as readWithHucre } from "hucre/xlsx";
import type { ExportFormat } from "@/server/spreadsheet/sheet";
import { wellFormed, withoutGuard, wouldBeFormula, xmlSafe } from "../../../tests/support/cell-texts";
import { readCsv } from "../../../tests/support/read-csv";
import { readOds } from "../../../tests/support/read-ods";
import { readXlsx } from "../../../tests/support/read-xlsx";

/** formulas: cells that a spreadsheet would run, or that are no text; changed: values that did not come back, with the first few in words. */
export type ReadBack = { formulas: number; changed: number; examples: string[] };

type Read = { formulas: number; rows: string[][]; kept: (text: string) => string };

/** What readers that share nothing with the writer make of a file: yauzl and saxes for xlsx and ods, hucre for xlsx again, RFC 4180 for csv. */
async function readers(format: ExportFormat, bytes: Buffer, width: number): Promise<Read[]> {
  const texted = (rows: readonly { value: string }[][] = []) =>
    rows.slice(1).map((row) => Array.from({ length: width }, (_, i) => row[i]?.value ?? ""));
  if (format === "csv") {
    const read = readCsv(bytes.toString("utf8").slice(1)).slice(1);
    return [{ formulas: read.flat().filter(wouldBeFormula).length, rows: read.map((row) => row.map(withoutGuard)), kept: wellFormed }];
  }
  if (format === "ods") {
    const [table] = (await readOds(bytes)).tables;
    const others = table?.rows.flat().filter((cell) => cell && cell.kind !== "text").length ?? 0;
    return [{ formulas: (table?.formulas ?? 1) + others, rows: texted(table?.rows), kept: xmlSafe }];
  }
  const [sheet] = (await readXlsx(bytes)).sheets;
  const others = sheet?.rows.flat().filter((cell) => cell && cell.kind !== "text").length ?? 0;
  const [again] = (await readWithHucre(bytes)).sheets;
  const values = again?.rows.slice(1).map((row) => Array.from({ length: width }, (_, i) => row[i] ?? "")) ?? [];
  return [
    { formulas: (sheet?.formulas ?? 1) + others, rows: texted(sheet?.rows), kept: wellFormed },
    {
      formulas: values.flat().filter((value) => typeof value !== "string").length,
      rows: values.map((row) => row.map(String)),
      kept: wellFormed,
    },
  ];
}

export async function readBack(format: ExportFormat, bytes: Buffer, rows: readonly (readonly string[])[]): Promise<ReadBack> {
  const back: ReadBack = { formulas: 0, changed: 0, examples: [] };
  for (const read of await readers(format, bytes, rows[0]?.length ?? 0)) {
    back.formulas += read.formulas;
    back.changed += Math.abs(read.rows.length - rows.length);
    for (const [r, row] of rows.entries()) {
      for (const [c, text] of row.entries()) {
        const came = read.rows[r]?.[c];
        if (came === read.kept(text)) continue;
        back.changed++;
        if (back.examples.length < 5) back.examples.push(`row ${r}: ${JSON.stringify(text)} came back as ${JSON.stringify(came)}`);
      }
    }
  }
  return back;
}
