import { dateCell, numberText, plainText } from "./cell-values";
import type { RowCursor } from "./row-cursor";
import { SHEET_ROW_LIMIT, SHEET_XML_LIMIT, type CellValue, type Sheet, type SheetColumn } from "./sheet";
import { xmlAttribute } from "./xml-text";

const CHUNK_CHARACTERS = 32 * 1024;

/** content.xml: one table after another until the rows end. Typed cells only; the writer has no way to say table:formula. */
export async function* odsContent(
  sheet: Sheet,
  cursor: RowCursor,
  parts: { opening: string; tableOpening: (index: number) => string; closing: string },
): AsyncGenerator<string> {
  const { columns } = sheet;
  const style = columns.map((_, i) => `table:style-name="c${i}"`);
  let text = parts.opening;
  let table = 0;
  do {
    text += parts.tableOpening(table++) + headerRows(sheet);
    let rows = sheet.title === undefined ? 1 : 2;
    let bytes = 0;
    while (cursor.row !== undefined && rows < SHEET_ROW_LIMIT && bytes < SHEET_XML_LIMIT) {
      const row = cursor.row;
      rows++;
      text += "<table:table-row>";
      for (let i = 0; i < columns.length; i++) text += cell(style[i]!, columns[i]!, row[i]);
      text += "</table:table-row>";
      if (text.length >= CHUNK_CHARACTERS) {
        bytes += Buffer.byteLength(text);
        yield text;
        text = "";
      }
      await cursor.advance();
    }
    text += "</table:table>";
  } while (cursor.row !== undefined);
  yield text + parts.closing;
}

function headerRows(sheet: Sheet): string {
  const { length } = sheet.columns;
  let text = "<table:table-header-rows>";
  if (sheet.title !== undefined) {
    const covered = length > 1 ? `<table:covered-table-cell table:number-columns-repeated="${length - 1}"/>` : "";
    text += `<table:table-row table:style-name="titleRow">${textCell(`table:style-name="title" table:number-columns-spanned="${length}" table:number-rows-spanned="1"`, sheet.title)}${covered}</table:table-row>`;
  }
  text += '<table:table-row table:style-name="headerRow">';
  for (const column of sheet.columns) text += textCell('table:style-name="header"', column.header);
  return `${text}</table:table-row></table:table-header-rows>`;
}

function cell(style: string, column: SheetColumn, value: CellValue): string {
  if (value === null || value === undefined || value === "") return `<table:table-cell ${style}/>`;
  if (column.type === "integer" || column.type === "decimal") {
    const number = numberText(value);
    if (number !== null)
      return `<table:table-cell ${style} office:value-type="float" office:value="${number}"><text:p>${number}</text:p></table:table-cell>`;
  } else if (column.type !== "text") {
    const date = dateCell(column.type, value);
    if (date) {
      const whole = column.type === "month" ? `${date.iso}-01` : date.iso;
      return `<table:table-cell ${style} office:value-type="date" office:date-value="${whole}"><text:p>${date.iso.replace("T", " ")}</text:p></table:table-cell>`;
    }
  }
  return textCell(column.type === "text" ? style : 'table:style-name="text"', plainText(value));
}

/*
 * Inside text:p white space collapses as in HTML, so spaces, tabs and line ends have elements of their own; CR has none, and
 * LibreOffice drops tabs in cells. Both ride in office:string-value, which the format lets overrule the paragraphs.
 */
function textCell(attributes: string, value: string): string {
  const exact = /[\t\r]/.test(value) ? ` office:string-value="${xmlAttribute(value)}"` : "";
  const paragraphs = value.replaceAll("\r\n", "\n").split("\n");
  return `<table:table-cell ${attributes} office:value-type="string"${exact}>${paragraphs.map(paragraph).join("")}</table:table-cell>`;
}

const COLLAPSES = /^ | $| {2}|[\t\r]/;

function paragraph(text: string): string {
  if (!COLLAPSES.test(text)) return `<text:p>${xmlAttribute(text)}</text:p>`;
  const kept = xmlAttribute(text.replaceAll("\r", " "))
    .replaceAll("&#9;", "<text:tab/>")
    .replace(/^ +| +$| {2,}/g, (spaces) => `<text:s text:c="${spaces.length}"/>`);
  return `<text:p>${kept}</text:p>`;
}
