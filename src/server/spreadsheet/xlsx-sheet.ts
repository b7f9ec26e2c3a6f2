import { dateCell, numberText, plainText } from "./cell-values";
import { columnLetters, columnWidth } from "./column-width";
import type { RowCursor } from "./row-cursor";
import { SHEET_ROW_LIMIT, SHEET_XML_LIMIT, type CellValue, type Sheet, type SheetColumn } from "./sheet";
import { STYLE } from "./xlsx-style";
import { ooxmlText } from "./xml-text";

const CHUNK_CHARACTERS = 32 * 1024;
/** What Excel holds in one cell; a longer text makes it offer a "repair". */
const CELL_CHARACTERS = 32_767;
const CUT_MARK = "…（超出单元格上限，后文略 · the rest does not fit into a cell）";
/** Excel takes 1900 for a leap year: serial days before March 1900 mean another day there. */
const FIRST_SERIAL = 61;

/** What the workbook part must know of a sheet that has been written. */
export type WrittenSheet = { rows: number };

/**
 * One worksheet, as text, until the rows or the sheet end. Strings are inline and typed, so no cell can be a formula: the
 * writer has no way to say `<f>`.
 */
export async function* xlsxSheet(sheet: Sheet, cursor: RowCursor, written: WrittenSheet): AsyncGenerator<string> {
  const { columns } = sheet;
  const letters = columns.map((_, i) => columnLetters(i));
  let text = prelude(sheet);
  let bytes = 0;
  if (sheet.title !== undefined) {
    written.rows++;
    text += `<row r="1" ht="30" customHeight="1">${textCell("A1", STYLE.title, sheet.title)}</row>`;
  }
  const headerRow = ++written.rows;
  text += `<row r="${headerRow}" ht="24" customHeight="1">`;
  columns.forEach((column, i) => (text += textCell(`${letters[i]}${headerRow}`, STYLE.header, column.header)));
  text += "</row>";
  while (cursor.row !== undefined && written.rows < SHEET_ROW_LIMIT && bytes < SHEET_XML_LIMIT) {
    const row = cursor.row;
    const number = ++written.rows;
    text += `<row r="${number}">`;
    for (let i = 0; i < columns.length; i++) text += cell(`${letters[i]}${number}`, i, columns[i]!, row[i]);
    text += "</row>";
    if (text.length >= CHUNK_CHARACTERS) {
      bytes += Buffer.byteLength(text);
      yield text;
      text = "";
    }
    await cursor.advance();
  }
  yield `${text}${closing(sheet)}`;
}

function cell(reference: string, index: number, column: SheetColumn, value: CellValue): string {
  if (value === null || value === undefined || value === "") return `<c r="${reference}" s="${STYLE.column + index}"/>`;
  if (column.type === "integer" || column.type === "decimal") {
    const number = numberText(value);
    if (number !== null) return `<c r="${reference}" s="${STYLE.column + index}"><v>${number}</v></c>`;
  } else if (column.type !== "text") {
    const date = dateCell(column.type, value);
    if (date && date.serial >= FIRST_SERIAL) return `<c r="${reference}" s="${STYLE.column + index}"><v>${date.serial}</v></c>`;
  }
  return textCell(reference, STYLE.text, plainText(value));
}

const KEEPS_SPACE = /^\s|\s$|\s\s|[\n\t]/;

function textCell(reference: string, style: number, value: string): string {
  const fits = value.length > CELL_CHARACTERS ? value.slice(0, CELL_CHARACTERS - CUT_MARK.length).toWellFormed() + CUT_MARK : value;
  const space = KEEPS_SPACE.test(fits) ? ' xml:space="preserve"' : "";
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${ooxmlText(fits)}</t></is></c>`;
}

function prelude(sheet: Sheet): string {
  const frozen = sheet.title === undefined ? 1 : 2;
  const widths = sheet.columns
    .map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${columnWidth(column)}" style="${STYLE.column + i}" customWidth="1"/>`)
    .join("");
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="18" customHeight="1"/><cols>${widths}</cols><sheetData>`
  );
}

/** A3 landscape, as wide as the page and as long as it takes, with page numbers. */
function closing(sheet: Sheet): string {
  const last = columnLetters(sheet.columns.length - 1);
  const merged =
    sheet.title === undefined || sheet.columns.length < 2 ? "" : `<mergeCells count="1"><mergeCell ref="A1:${last}1"/></mergeCells>`;
  return (
    `</sheetData>${merged}` +
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
    "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
  );
}
