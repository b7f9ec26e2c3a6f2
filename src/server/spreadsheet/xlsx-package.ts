import { columnLetters } from "./column-width";
import { openRows, sheetName } from "./row-cursor";
import type { Sheet, SheetColumn, SheetRow } from "./sheet";
import { xlsxSheet, type WrittenSheet } from "./xlsx-sheet";
import { ooxmlText } from "./xml-text";
import type { ZipEntry } from "./zip-chunks";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The parts of the workbook in the order in which they can be known: the sheets first, what names them last. */
export async function* xlsxEntries(sheet: Sheet, rows: AsyncIterator<SheetRow>): AsyncGenerator<ZipEntry> {
  const cursor = await openRows(rows);
  const written: WrittenSheet[] = [];
  do {
    const current: WrittenSheet = { rows: 0 };
    written.push(current);
    yield {
      path: `xl/worksheets/sheet${written.length}.xml`,
      data: xlsxSheet(sheet, cursor, current),
    };
  } while (cursor.row !== undefined);
  yield { path: "xl/styles.xml", data: styles(sheet.columns) };
  yield { path: "xl/workbook.xml", data: workbook(sheet, written) };
  yield { path: "xl/_rels/workbook.xml.rels", data: workbookRelations(written.length) };
  yield {
    path: "_rels/.rels",
    data: `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  };
  yield { path: "[Content_Types].xml", data: contentTypes(written.length) };
}

function workbook(sheet: Sheet, written: readonly WrittenSheet[]): string {
  const last = columnLetters(sheet.columns.length - 1);
  const headerRows = sheet.title === undefined ? "$1:$1" : "$1:$2";
  const names = written.map((_, i) => sheetName(sheet.name, i));
  const quoted = names.map((name) => ooxmlText(`'${name.replaceAll("'", "''")}'`));
  const sheets = names.map((name, i) => `<sheet name="${ooxmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const areas = written.map(
    ({ rows }, i) => `<definedName name="_xlnm.Print_Area" localSheetId="${i}">${quoted[i]}!$A$1:$${last}$${rows}</definedName>`,
  );
  const titles = quoted.map((name, i) => `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${name}!${headerRows}</definedName>`);
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${sheets.join("")}</sheets><definedNames>${areas.join("")}${titles.join("")}</definedNames></workbook>`
  );
}

function workbookRelations(sheets: number): string {
  let text = `${XML}<Relationships xmlns="${PACKAGE}/relationships">`;
  for (let i = 1; i <= sheets; i++) text += `<Relationship Id="rId${i}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i}.xml"/>`;
  return `${text}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
}

function contentTypes(sheets: number): string {
  let text =
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${WORKSHEET_TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${WORKSHEET_TYPE}.styles+xml"/>`;
  for (let i = 1; i <= sheets; i++)
    text += `<Override PartName="/xl/worksheets/sheet${i}.xml" ContentType="${WORKSHEET_TYPE}.worksheet+xml"/>`;
  return `${text}</Types>`;
}

/** SimSun: its Latin characters are half as wide as its Chinese ones, so column widths counted that way are exact. */
function styles(columns: readonly SheetColumn[]): string {
  const formats = ["yyyy-mm", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"];
  for (const { type, decimals } of columns) if (type === "decimal" && decimals) formats.push(fixed(decimals));
  const unique = [...new Set(formats)];
  const formatId = (code: string) => 164 + unique.indexOf(code);
  const numberFormat = ({ type, decimals }: SheetColumn) => {
    if (type === "text") return 49;
    if (type === "integer") return 1;
    if (type === "decimal") return decimals === undefined ? 0 : decimals === 0 ? 1 : formatId(fixed(decimals));
    return formatId({ month: "yyyy-mm", date: "yyyy-mm-dd", dateTime: "yyyy-mm-dd hh:mm:ss" }[type]);
  };
  const line = '<{}><color rgb="FFBFBFBF"/></{}>';
  const border = ["left", "right", "top", "bottom"].map((side) => line.replace("{}", `${side} style="thin"`).replace("{}", side)).join("");
  const font = (size: number, bold: boolean) =>
    `<font>${bold ? "<b/>" : ""}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`;
  const xf = (format: number, fontId: number, fill: number, borderId: number, alignment: string) =>
    `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fill}" borderId="${borderId}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center"${alignment}/></xf>`;
  const cells = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    xf(49, 2, 0, 0, ' horizontal="center"'),
    xf(49, 1, 2, 1, ' horizontal="center" wrapText="1"'),
    xf(49, 0, 0, 1, ""),
    ...columns.map((column) => xf(numberFormat(column), 0, 0, 1, "")),
  ];
  return (
    `${XML}<styleSheet xmlns="${MAIN}">` +
    `<numFmts count="${unique.length}">${unique.map((code) => `<numFmt numFmtId="${formatId(code)}" formatCode="${code}"/>`).join("")}</numFmts>` +
    `<fonts count="3">${font(11, false)}${font(11, true)}${font(16, true)}</fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/></patternFill></fill></fills>' +
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${border}<diagonal/></border></borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${cells.length}">${cells.join("")}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

function fixed(decimals: number): string {
  return `0.${"0".repeat(decimals)}`;
}
