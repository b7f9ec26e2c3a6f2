import { SaxesParser } from "saxes";
import { readZip } from "./read-zip";

/** One cell as the file states it: text as it is seen after unescaping, numbers as their digits, and which number format. */
export type ReadCell = { kind: "text" | "number" | "other"; value: string; format: string };

export type ReadSheet = {
  name: string;
  rows: ReadCell[][];
  formulas: number;
  frozenRows: number;
  widths: number[];
  merged: string[];
  page: Record<string, string>;
};

export type ReadWorkbook = { sheets: ReadSheet[]; names: Record<string, string>; parts: string[] };

/** A reader of xlsx files that shares nothing with the writer: yauzl for the archive, saxes for strict, namespaced XML. */
export async function readXlsx(bytes: Buffer): Promise<ReadWorkbook> {
  const parts = await readZip(bytes);
  const formats = readFormats(parts.get("xl/styles.xml")!);
  const targets: Record<string, string> = {};
  parse(parts.get("xl/_rels/workbook.xml.rels")!, (name, a) => name === "Relationship" && (targets[a["Id"]!] = a["Target"]!));
  const sheets: ReadSheet[] = [];
  const names: Record<string, string> = {};
  let definedName = "";
  parse(
    parts.get("xl/workbook.xml")!,
    (name, a) => {
      if (name === "sheet")
        sheets.push({
          ...readSheet(parts.get(`xl/${targets[a["r:id"]!]}`)!, formats),
          name: a["name"]!,
        });
      definedName = name === "definedName" ? `${a["name"]}#${a["localSheetId"]}` : "";
    },
    undefined,
    (text) => definedName && (names[definedName] = text),
  );
  for (const text of parts.values()) if (text.startsWith("<?xml")) parse(text, () => undefined);
  return { sheets, names, parts: [...parts.keys()] };
}

function readSheet(xml: string, formats: string[]): Omit<ReadSheet, "name"> {
  const sheet: Omit<ReadSheet, "name"> = {
    rows: [],
    formulas: 0,
    frozenRows: 0,
    widths: [],
    merged: [],
    page: {},
  };
  let cell: { type: string; style: number; column: number } | undefined;
  let reading = false;
  let text = "";
  parse(
    xml,
    (name, a) => {
      if (name === "row") sheet.rows[Number(a["r"]) - 1] = [];
      else if (name === "c") {
        cell = { type: a["t"] ?? "n", style: Number(a["s"] ?? 0), column: columnIndex(a["r"]!) };
        text = "";
      } else if (name === "f") sheet.formulas++;
      else if (name === "pane") sheet.frozenRows = a["state"] === "frozen" ? Number(a["ySplit"]) : 0;
      else if (name === "col") sheet.widths[Number(a["min"]) - 1] = Number(a["width"]);
      else if (name === "mergeCell") sheet.merged.push(a["ref"]!);
      else if (name === "pageSetup") sheet.page = a;
      reading = name === "v" || name === "t";
    },
    (name) => {
      if (name === "v" || name === "t") reading = false;
      if (name !== "c" || !cell) return;
      const kind = cell.type === "inlineStr" ? "text" : cell.type === "n" ? "number" : "other";
      if (text !== "" || kind === "text")
        sheet.rows.at(-1)![cell.column] = {
          kind,
          value: kind === "text" ? unescapeText(text) : text,
          format: formats[cell.style]!,
        };
      cell = undefined;
    },
    (t) => reading && (text += t),
  );
  return sheet;
}

function readFormats(xml: string): string[] {
  const codes: Record<string, string> = { 0: "General", 1: "0", 49: "@" };
  const formats: string[] = [];
  let inCells = false;
  parse(
    xml,
    (name, a) => {
      if (name === "numFmt") codes[a["numFmtId"]!] = a["formatCode"]!;
      if (name === "cellXfs") inCells = true;
      if (name === "xf" && inCells) formats.push(codes[a["numFmtId"]!]!);
    },
    (name) => name === "cellXfs" && (inCells = false),
  );
  return formats;
}

/** _x000D_ stands for a character, _x005F_ for the underscore of a text that only looks so. */
function unescapeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function columnIndex(reference: string): number {
  return [.../^[A-Z]+/.exec(reference)![0]].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Strict: throws on XML that is not well-formed. */
export function parse(
  xml: string,
  open: (name: string, attributes: Record<string, string>) => unknown,
  close: (name: string) => unknown = () => undefined,
  text: (text: string) => unknown = () => undefined,
): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => open(tag.name, Object.fromEntries(Object.values(tag.attributes).map((a) => [a.name, a.value]))));
  parser.on("closetag", (tag) => close(tag.name));
  parser.on("text", text);
  parser.write(xml).close();
}
