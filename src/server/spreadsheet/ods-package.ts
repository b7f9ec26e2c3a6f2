import { columnWidth } from "./column-width";
import { odsContent } from "./ods-sheet";
import { openRows, sheetName } from "./row-cursor";
import type { Sheet, SheetColumn, SheetRow } from "./sheet";
import { xmlAttribute } from "./xml-text";
import type { ZipEntry } from "./zip-chunks";

const MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet";
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NS = (...names: string[]) =>
  names.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${SCHEMAS[name]}:1.0"`).join(" ");
const SCHEMAS: Record<string, string> = {
  office: "office",
  style: "style",
  text: "text",
  table: "table",
  fo: "xsl-fo-compatible",
  number: "datastyle",
  config: "config",
  manifest: "manifest",
};
/** A Latin character of SimSun 11 pt. */
const CHARACTER_CM = 0.194;

/** `mimetype` first and stored, as the format demands; the settings, which name every sheet, last. */
export async function* odsEntries(sheet: Sheet, rows: AsyncIterator<SheetRow>): AsyncGenerator<ZipEntry> {
  yield { path: "mimetype", data: MEDIA_TYPE, stored: true };
  const cursor = await openRows(rows);
  let tables = 0;
  const tableOpening = (index: number) => {
    tables = index + 1;
    const columns = sheet.columns
      .map((_, i) => `<table:table-column table:style-name="w${i}" table:default-cell-style-name="c${i}"/>`)
      .join("");
    return `<table:table table:name="${xmlAttribute(sheetName(sheet.name, index))}" table:style-name="sheet">${columns}`;
  };
  const closing = "</office:spreadsheet></office:body></office:document-content>";
  yield {
    path: "content.xml",
    data: odsContent(sheet, cursor, {
      opening: contentOpening(sheet.columns),
      tableOpening,
      closing,
    }),
  };
  yield { path: "styles.xml", data: STYLES };
  yield { path: "settings.xml", data: settings(sheet, tables) };
  yield { path: "META-INF/manifest.xml", data: manifest() };
}

function contentOpening(columns: readonly SheetColumn[]): string {
  const widths = columns.map(
    (column, i) =>
      `<style:style style:name="w${i}" style:family="table-column"><style:table-column-properties style:column-width="${(columnWidth(column) * CHARACTER_CM).toFixed(3)}cm"/></style:style>`,
  );
  const cells = columns.map((column, i) => cellStyle(`c${i}`, numberFormat(column)));
  const rowHeight = (name: string, height: string) =>
    `<style:style style:name="${name}" style:family="table-row"><style:table-row-properties style:row-height="${height}" style:use-optimal-row-height="false"/></style:style>`;
  return (
    `${XML}<office:document-content ${NS("office", "style", "text", "table", "fo", "number")} office:version="1.3"><office:automatic-styles>` +
    NUMBER_STYLES +
    decimalStyles(columns) +
    '<style:style style:name="sheet" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>' +
    rowHeight("titleRow", "1.1cm") +
    rowHeight("headerRow", "0.85cm") +
    widths.join("") +
    cells.join("") +
    cellStyle("text", "asText") +
    cellStyle("header", "asText", 'fo:background-color="#f2f2f2" fo:wrap-option="wrap"', 'fo:font-weight="bold"') +
    cellStyle("title", "asText", "", 'fo:font-size="16pt" fo:font-weight="bold"') +
    "</office:automatic-styles><office:body><office:spreadsheet>"
  );
}

function cellStyle(name: string, format: string, cell = "", text = ""): string {
  const border = name === "title" ? "" : 'fo:border="0.5pt solid #bfbfbf"';
  const centred = name === "title" || name === "header" ? '<style:paragraph-properties fo:text-align="center"/>' : "";
  return (
    `<style:style style:name="${name}" style:family="table-cell" style:data-style-name="${format}">` +
    `<style:table-cell-properties style:vertical-align="middle" ${border} ${cell}/>${centred}<style:text-properties ${text}/></style:style>`
  );
}

const part = (name: string) => `<number:${name} number:style="long"/>`;
const dash = "<number:text>-</number:text>";
const colon = "<number:text>:</number:text>";
const NUMBER_STYLES =
  '<number:text-style style:name="asText"><number:text-content/></number:text-style>' +
  '<number:number-style style:name="general"><number:number number:min-integer-digits="1"/></number:number-style>' +
  '<number:number-style style:name="integer"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>' +
  `<number:date-style style:name="month">${part("year")}${dash}${part("month")}</number:date-style>` +
  `<number:date-style style:name="date">${part("year")}${dash}${part("month")}${dash}${part("day")}</number:date-style>` +
  `<number:date-style style:name="dateTime">${part("year")}${dash}${part("month")}${dash}${part("day")}<number:text> </number:text>${part("hours")}${colon}${part("minutes")}${colon}${part("seconds")}</number:date-style>`;

function decimalStyles(columns: readonly SheetColumn[]): string {
  const places = new Set(columns.flatMap(({ type, decimals }) => (type === "decimal" && decimals !== undefined ? [decimals] : [])));
  return [...places]
    .map(
      (n) =>
        `<number:number-style style:name="decimal${n}"><number:number number:decimal-places="${n}" number:min-decimal-places="${n}" number:min-integer-digits="1"/></number:number-style>`,
    )
    .join("");
}

function numberFormat({ type, decimals }: SheetColumn): string {
  if (type === "text") return "asText";
  if (type === "decimal") return decimals === undefined ? "general" : `decimal${decimals}`;
  return type;
}

/** A3 landscape, as wide as one page. */
const STYLES =
  `${XML}<office:document-styles ${NS("office", "style", "text", "table", "fo", "number")} office:version="1.3">` +
  '<office:font-face-decls><style:font-face style:name="宋体" svg:font-family="宋体" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"/></office:font-face-decls>' +
  '<office:styles><style:default-style style:family="table-cell"><style:text-properties style:font-name="宋体" fo:font-size="11pt" style:font-name-asian="宋体" style:font-size-asian="11pt"/></style:default-style>' +
  '<style:style style:name="Default" style:family="table-cell"/></office:styles>' +
  '<office:automatic-styles><style:page-layout style:name="a3"><style:page-layout-properties fo:page-width="42cm" fo:page-height="29.7cm" style:print-orientation="landscape" fo:margin="1cm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles>' +
  '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="a3"><style:footer><text:p><text:page-number/> / <text:page-count/></text:p></style:footer></style:master-page></office:master-styles>' +
  "</office:document-styles>";

/** The header stays in sight: a frozen pane below it on every sheet. */
function settings(sheet: Sheet, tables: number): string {
  const frozen = sheet.title === undefined ? 1 : 2;
  const item = (name: string, type: string, value: string | number) =>
    `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
  let entries = "";
  for (let i = 0; i < tables; i++) {
    entries +=
      `<config:config-item-map-entry config:name="${xmlAttribute(sheetName(sheet.name, i))}">` +
      item("VerticalSplitMode", "short", 2) +
      item("VerticalSplitPosition", "int", frozen) +
      item("ActiveSplitRange", "short", 2) +
      item("PositionTop", "int", 0) +
      item("PositionBottom", "int", frozen) +
      "</config:config-item-map-entry>";
  }
  return (
    `${XML}<office:document-settings ${NS("office", "config")} office:version="1.3" xmlns:ooo="http://openoffice.org/2004/office"><office:settings>` +
    '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>' +
    item("ViewId", "string", "view1") +
    `<config:config-item-map-named config:name="Tables">${entries}</config:config-item-map-named>` +
    "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"
  );
}

function manifest(): string {
  const file = (path: string, type: string) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  return (
    `${XML}<manifest:manifest ${NS("manifest")} manifest:version="1.3">` +
    file("/", MEDIA_TYPE) +
    ["content.xml", "styles.xml", "settings.xml"].map((path) => file(path, "text/xml")).join("") +
    "</manifest:manifest>"
  );
}
