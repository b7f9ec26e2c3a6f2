import type { FormField } from "@/domain/application-form";
import { enumValues } from "@/domain/enumerations";
import type { FieldValue } from "@/domain/form-content";
import { isFileField } from "@/domain/form-field";
import { nameKey } from "@/domain/name-key";
import { looseDay, looseMonth } from "./typed-value";

/** Cells of a table copied from Excel or WPS: tab-separated, a cell with line breaks or tabs in quotes. Empty lines go. */
export function parseClipboardTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n");
  const endCell = () => {
    row.push(cell);
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.some((one) => one.trim() !== "")) rows.push(row);
    row = [];
  };
  for (let index = 0; index < source.length; index += 1) {
    const letter = source[index];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (source[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === "" && closes(source, index)) quoted = true;
    else if (letter === "\t") endCell();
    else if (letter === "\n") endRow();
    else cell += letter;
  }
  endRow();
  return rows;
}

/** Whether the quote at the start of a cell ends before a tab, a line end or the end: else it is a quote that somebody typed. */
function closes(source: string, start: number): boolean {
  return /^"(?:[^"]|"")*"(?:[\t\n]|$)/.test(source.slice(start));
}

/** Which column of the form each column of the paste goes to; null goes nowhere until a person chooses. */
export type ColumnMapping = (string | null)[];

/** The columns that a paste can fill: all but files. */
export function pasteColumns(table: FormField): readonly FormField[] {
  return (table.columns ?? []).filter((column) => !isFileField(column));
}

const heading = (text: string): string => nameKey(text.replace(/[（(].*?[)）]/g, ""));

function columnOfHeading(columns: readonly FormField[], cell: string): string | null {
  const key = heading(cell);
  if (key === "") return null;
  const exact = columns.find((column) => [column.label, column.labelEn, column.key].some((name) => nameKey(name) === key));
  if (exact) return exact.key;
  // “姓名” for 成员姓名, “成员姓名（必填）” for the same
  const near = columns.filter((column) => nameKey(column.label).endsWith(key) || key.endsWith(nameKey(column.label)));
  return near.length === 1 ? (near[0]?.key ?? null) : null;
}

/** Reads the first row as headings when at least half of its cells name a column; else columns follow in order. */
export function proposeMapping(table: FormField, rows: readonly string[][]): { mapping: ColumnMapping; hasHeading: boolean } {
  const columns = pasteColumns(table);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const first = rows[0] ?? [];
  const named = first.map((cell) => columnOfHeading(columns, cell));
  const filled = first.filter((cell) => cell.trim() !== "").length;
  const hits = named.filter((key) => key !== null).length;
  const hasHeading = hits > 0 && hits * 2 >= filled;
  const mapping = Array.from({ length: width }, (_, index) => (hasHeading ? (named[index] ?? null) : (columns[index]?.key ?? null)));
  return { mapping: mapping.map((key, index) => (key !== null && mapping.indexOf(key) === index ? key : null)), hasHeading };
}

export type PastedCell = { value: FieldValue; fits: boolean };

const LIST_BREAK = /[、，,；;\n|]+/;
const YES = new Set(["是", "有", "y", "yes", "true", "1", "√", "✓", "✔"]);
const NO = new Set(["否", "无", "n", "no", "false", "0", "×", "✗"]);

function enumKey(column: FormField, text: string): string | null {
  if (!column.enum || column.enum === "region") return null;
  const key = nameKey(text);
  const hit = enumValues(column.enum).find((one) => one.key === text || nameKey(one.label) === key || nameKey(one.labelEn) === key);
  return hit?.key ?? null;
}

/** The value of a cell. What does not fit the column stays as text, so that nothing is lost and the form says what is wrong. */
export function pastedValue(column: FormField, cell: string): PastedCell {
  const text = cell.trim();
  if (text === "") return { value: null, fits: true };
  const as = (value: FieldValue | null): PastedCell => (value === null ? { value: text, fits: false } : { value, fits: true });
  const number = text.replace(/[,，\s]/g, "");
  switch (column.type) {
    case "int":
      return as(/^-?\d{1,15}$/.test(number) ? Number(number) : null);
    case "decimal":
      return as(/^-?\d+(\.\d+)?$/.test(number) ? number : null);
    case "date":
      return as(looseDay(text.replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, "")));
    case "yearMonth":
      return as(looseMonth(text) ?? looseDay(text)?.slice(0, 7) ?? null);
    case "enum":
      return as(enumKey(column, text));
    case "multiEnum": {
      const keys = text
        .split(LIST_BREAK)
        .map((part) => part.trim())
        .filter(Boolean)
        .map((part) => enumKey(column, part));
      return keys.every((key) => key !== null) ? { value: [...new Set(keys as string[])], fits: true } : { value: text, fits: false };
    }
    case "boolean": {
      const word = text.toLowerCase();
      return as(YES.has(word) ? true : NO.has(word) ? false : null);
    }
    default:
      return { value: cell.replace(/^ +| +$/g, ""), fits: true };
  }
}

export type PastedRow = Record<string, PastedCell>;

/** The rows of a paste under a mapping. */
export function pastedRows(table: FormField, rows: readonly string[][], mapping: ColumnMapping): PastedRow[] {
  const columns = new Map(pasteColumns(table).map((column) => [column.key, column]));
  return rows.map((cells) => {
    const row: PastedRow = {};
    mapping.forEach((key, index) => {
      const column = key === null ? undefined : columns.get(key);
      if (column) row[column.key] = pastedValue(column, cells[index] ?? "");
    });
    return row;
  });
}
