import { dateCell, numberText, plainText } from "./cell-values";
import { guardFormula } from "./formula-guard";
import type { CellValue, Sheet, SheetColumn, SheetRow } from "./sheet";

const CHUNK_CHARACTERS = 32 * 1024;
const NEEDS_QUOTES = /[",;\r\n\t]|^\s|\s$/;

/** RFC 4180 with CRLF and a byte order mark, which Excel needs to read the file as UTF-8. A title is a line of its own. */
export async function* csvText(sheet: Sheet, rows: AsyncIterator<SheetRow>): AsyncGenerator<string> {
  let text = "\ufeff";
  if (sheet.title !== undefined) text += `${csvCell(sheet.title)}\r\n`;
  text += `${sheet.columns.map((column) => csvCell(column.header)).join(",")}\r\n`;
  const { columns } = sheet;
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    const row = next.value;
    for (let i = 0; i < columns.length; i++) {
      if (i > 0) text += ",";
      text += csvValue(columns[i]!, row[i]);
    }
    text += "\r\n";
    if (text.length >= CHUNK_CHARACTERS) {
      yield text;
      text = "";
    }
  }
  yield text;
}

function csvValue(column: SheetColumn, value: CellValue): string {
  if (value === null || value === undefined || value === "") return "";
  if (column.type !== "text") {
    const plain =
      column.type === "integer" || column.type === "decimal" ? numberText(value) : dateCell(column.type, value)?.iso.replace("T", " ");
    if (plain) return plain;
  }
  return csvCell(plainText(value));
}

function csvCell(text: string): string {
  const guarded = guardFormula(text);
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
