import ExcelJS from "exceljs";
import type { ExportFormat } from "@/server/spreadsheet/sheet";
import { makeZip } from "../../../tests/support/zip-writer";
import { type ColumnKind, readBack } from "./read-back";

type Planted = { what: string; format: ExportFormat; bytes: Buffer; rows: string[][]; finds: "formulas" | "changed"; column?: ColumnKind };

const ODS_HEAD = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="a">`;
const ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>";
const odsRow = (cell: string) => `<table:table-row>${cell}</table:table-row>`;
const odsText = (text: string) => odsRow(`<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`);

function ods(...rows: string[]): Buffer {
  return makeZip([{ name: "content.xml", data: Buffer.from(ODS_HEAD + rows.join("") + ODS_TAIL) }]);
}

async function xlsx(value: ExcelJS.CellValue): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("a");
  sheet.addRow(["甲"]);
  sheet.addRow([value]);
  if (value instanceof Date) sheet.getCell("A2").numFmt = "yyyy-mm-dd";
  return Buffer.from(await book.xlsx.writeBuffer());
}

const csv = (text: string) => Buffer.from(`\ufeff甲\r\n${text}\r\n`);

/** Files as a careless writer would make them. @returns what the readers let pass, and how many there were */
export async function controls(): Promise<{ total: number; missed: string[] }> {
  const planted: Planted[] = [
    { what: "a formula in xlsx", format: "xlsx", bytes: await xlsx({ formula: "1+1", result: 2 }), rows: [["2"]], finds: "formulas" },
    { what: "a number in xlsx", format: "xlsx", bytes: await xlsx(7), rows: [["7"]], finds: "formulas" },
    { what: "another text in xlsx", format: "xlsx", bytes: await xlsx("乙"), rows: [["甲"]], finds: "changed" },
    { what: "a bare formula in csv", format: "csv", bytes: csv("=1+1"), rows: [["=1+1"]], finds: "formulas" },
    { what: "a full-width formula in csv", format: "csv", bytes: csv("＝1"), rows: [["＝1"]], finds: "formulas" },
    { what: "a formula behind a tab in csv", format: "csv", bytes: csv("\t=1"), rows: [["\t=1"]], finds: "formulas" },
    { what: "another text in csv", format: "csv", bytes: csv("乙"), rows: [["甲"]], finds: "changed" },
    { what: "a row too few in csv", format: "csv", bytes: csv("甲"), rows: [["甲"], ["乙"]], finds: "changed" },
    {
      what: "a formula in ods",
      format: "ods",
      bytes: ods(odsText("甲"), odsRow(`<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>`)),
      rows: [["2"]],
      finds: "formulas",
    },
    {
      what: "a formula behind an unseen sign in csv",
      format: "csv",
      bytes: csv("\u061c=1"),
      rows: [["\u061c=1"]],
      finds: "formulas",
    },
    { what: "an apostrophe before a harmless text", format: "csv", bytes: csv("'甲"), rows: [["甲"]], finds: "changed" },
    { what: "a lone surrogate dropped", format: "csv", bytes: csv("ab"), rows: [["a\ud800b"]], finds: "changed" },
    {
      what: "a control sign dropped in ods",
      format: "ods",
      bytes: ods(odsText("甲"), odsText("ab")),
      rows: [["a\u0001b"]],
      finds: "changed",
    },
    { what: "a control sign lost in xlsx", format: "xlsx", bytes: await xlsx("a\ufffdb"), rows: [["a\u0001b"]], finds: "changed" },
    { what: "a number as text in xlsx", format: "xlsx", bytes: await xlsx("7"), rows: [["7"]], finds: "formulas", column: "number" },
    { what: "a digit lost in xlsx", format: "xlsx", bytes: await xlsx(0.3), rows: [["0.31"]], finds: "changed", column: "number" },
    {
      what: "a day too late in xlsx",
      format: "xlsx",
      bytes: await xlsx(new Date("2026-11-23")),
      rows: [["2026-11-22"]],
      finds: "changed",
      column: "date",
    },
    { what: "a formula among numbers of a csv", format: "csv", bytes: csv("=1+1"), rows: [["=1+1"]], finds: "formulas", column: "number" },
    { what: "a number under an apostrophe", format: "csv", bytes: csv("'-3"), rows: [["-3"]], finds: "changed", column: "number" },
    { what: "another text in ods", format: "ods", bytes: ods(odsText("甲"), odsText("乙")), rows: [["甲"]], finds: "changed" },
  ];
  const missed: string[] = [];
  for (const { what, format, bytes, rows, finds, column = "text" } of planted) {
    if ((await readBack(format, bytes, rows, [column]))[finds] === 0) missed.push(what);
  }
  return { total: planted.length, missed };
}
