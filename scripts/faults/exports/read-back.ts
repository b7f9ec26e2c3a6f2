import { readXlsx as readWithHucre } from "hucre/xlsx";
import type { ExportFormat } from "@/server/spreadsheet/sheet";
import { wellFormed, withoutGuard, wouldBeFormula, xmlSafe } from "../../../tests/support/cell-texts";
import { readCsv } from "../../../tests/support/read-csv";
import { readOds } from "../../../tests/support/read-ods";
import { type ReadCell, readXlsx } from "../../../tests/support/read-xlsx";

export type ColumnKind = "text" | "number" | "date";

/**
 * formulas: cells that a spreadsheet would run, or that are not of the kind they should be; changed: values that did not come back, with
 * the first few in words. Of the texts that came back as they should: surrogates, whose half characters UTF-8 cannot hold, and
 * signs, whose control characters XML cannot hold and the format has no escape for; both are U+FFFD in the file.
 */
export type ReadBack = { formulas: number; changed: number; surrogates: number; signs: number; examples: string[] };

type Cell = { kind: string; value: string };
type Read = { formulas: number; rows: Cell[][]; kept: (text: string) => string };

const VALUE: Readonly<Record<ColumnKind, RegExp | null>> = { text: null, number: /^-?\d+(?:\.\d+)?$/, date: /^\d{4}-\d\d-\d\d$/ };
/** A number or a date where it stands in a column of such; everything else is text. */
const kindOf = (column: ColumnKind, text: string) => (VALUE[column]?.test(text) ? "number" : "text");

const DAY_MS = 86_400_000;
const dayOf = (serial: number) => new Date(Date.UTC(1899, 11, 30) + serial * DAY_MS).toISOString().slice(0, 10);

/** What readers that share nothing with the writer make of a file: yauzl and saxes for xlsx and ods, hucre for xlsx again, RFC 4180 for csv. */
async function readers(format: ExportFormat, bytes: Buffer, rows: readonly (readonly string[])[], columns: readonly ColumnKind[]) {
  const each = (read: readonly (readonly (ReadCell | undefined)[])[] = []): Cell[][] =>
    read.slice(1).map((row) =>
      columns.map((column, c) => {
        const { kind = "text", value = "" } = row[c] ?? {};
        return { kind, value: format === "xlsx" && column === "date" && kind === "number" ? dayOf(Number(value)) : value };
      }),
    );
  if (format === "csv") {
    const read = readCsv(bytes.toString("utf8").slice(1)).slice(1);
    const cell = (raw: string, r: number, c: number): Cell => {
      // a csv has no types: a number is what a column of numbers was given one for
      if (kindOf(columns[c] ?? "text", rows[r]?.[c] ?? "") === "number") return { kind: "number", value: raw };
      return { kind: wouldBeFormula(raw) ? "formula" : "text", value: withoutGuard(raw) };
    };
    return [{ formulas: 0, rows: read.map((row, r) => row.map((raw, c) => cell(raw, r, c))), kept: wellFormed }] satisfies Read[];
  }
  if (format === "ods") {
    const [table] = (await readOds(bytes)).tables;
    return [{ formulas: table?.formulas ?? 1, rows: each(table?.rows), kept: xmlSafe }] satisfies Read[];
  }
  const [sheet] = (await readXlsx(bytes)).sheets;
  const [again] = (await readWithHucre(bytes)).sheets;
  const values = again?.rows.slice(1).map((row) => columns.map((column, c) => cellOf(column, row[c] ?? ""))) ?? [];
  return [
    { formulas: sheet?.formulas ?? 1, rows: each(sheet?.rows), kept: wellFormed },
    { formulas: 0, rows: values, kept: wellFormed },
  ] satisfies Read[];
}

function cellOf(column: ColumnKind, value: unknown): Cell {
  if (value instanceof Date) return { kind: "number", value: value.toISOString().slice(0, 10) };
  if (typeof value !== "number") return { kind: typeof value === "string" ? "text" : typeof value, value: String(value) };
  return { kind: "number", value: column === "date" ? dayOf(value) : String(value) };
}

/** @param columns of the same length as each row */
export async function readBack(
  format: ExportFormat,
  bytes: Buffer,
  rows: readonly (readonly string[])[],
  columns: readonly ColumnKind[],
): Promise<ReadBack> {
  const texts = rows.flatMap((row) => row.filter((text, c) => kindOf(columns[c] ?? "text", text) === "text"));
  const back: ReadBack = {
    formulas: 0,
    changed: 0,
    surrogates: texts.filter((text) => !text.isWellFormed()).length,
    signs: format === "ods" ? texts.filter((text) => xmlSafe(text) !== wellFormed(text)).length : 0,
    examples: [],
  };
  const note = (r: number, text: string, came: Cell | undefined) => {
    if (back.examples.length < 5) back.examples.push(`row ${r}: ${JSON.stringify(text)} came back as ${JSON.stringify(came)}`);
  };
  for (const read of await readers(format, bytes, rows, columns)) {
    back.formulas += read.formulas;
    back.changed += Math.abs(read.rows.length - rows.length);
    for (const [r, row] of rows.entries()) {
      for (const [c, text] of row.entries()) {
        const column = columns[c] ?? "text";
        const came = read.rows[r]?.[c];
        const kind = kindOf(column, text);
        if (came && came.kind !== kind) back.formulas++;
        const same =
          kind === "number" && column === "number"
            ? came?.value !== "" && Number(came?.value) === Number(text)
            : came?.value === read.kept(text);
        if (!same) back.changed++;
        if (!same || came?.kind !== kind) note(r, text, came);
      }
    }
  }
  return back;
}
