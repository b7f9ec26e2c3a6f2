import { parse, type ReadCell } from "./read-xlsx";
import { readZip } from "./read-zip";

export type ReadTable = { name: string; rows: ReadCell[][]; formulas: number; headerRows: number };

/** A reader of ods files that shares nothing with the writer; `format` is the cell's value type. */
export async function readOds(bytes: Buffer): Promise<{ tables: ReadTable[]; parts: Map<string, string> }> {
  const parts = await readZip(bytes);
  const tables: ReadTable[] = [];
  let cell: { attributes: Record<string, string>; paragraphs: string[] } | undefined;
  let inHeader = false;
  let inParagraph = false;
  parse(
    parts.get("content.xml")!,
    (name, a) => {
      if (Object.keys(a).some((key) => key === "table:formula")) tables.at(-1)!.formulas++;
      if (name === "table:table") tables.push({ name: a["table:name"]!, rows: [], formulas: 0, headerRows: 0 });
      else if (name === "table:table-header-rows") inHeader = true;
      else if (name === "table:table-row") {
        tables.at(-1)!.rows.push([]);
        if (inHeader) tables.at(-1)!.headerRows++;
      } else if (name === "table:table-cell") cell = { attributes: a, paragraphs: [] };
      else if (name === "text:p") {
        cell!.paragraphs.push("");
        inParagraph = true;
      } else if (name === "text:s") add(cell!.paragraphs, " ".repeat(Number(a["text:c"] ?? 1)));
      else if (name === "text:tab") add(cell!.paragraphs, "\t");
    },
    (name) => {
      if (name === "text:p") inParagraph = false;
      if (name === "table:table-header-rows") inHeader = false;
      if (name !== "table:table-cell" || !cell) return;
      const row = tables.at(-1)!.rows.at(-1)!;
      const type = cell.attributes["office:value-type"];
      if (type === "string")
        row.push({
          kind: "text",
          value: cell.attributes["office:string-value"] ?? cell.paragraphs.join("\n"),
          format: type,
        });
      else if (type)
        row.push({
          kind: "number",
          value: cell.attributes[type === "date" ? "office:date-value" : "office:value"]!,
          format: type,
        });
      else row.length++;
      cell = undefined;
    },
    // White space outside the elements for it collapses; two in a row or one at an end would be lost.
    (t) => inParagraph && add(cell!.paragraphs, t.replace(/[ \t\r\n]+/g, " ")),
  );
  return { tables, parts };
}

function add(paragraphs: string[], text: string): void {
  paragraphs[paragraphs.length - 1] += text;
}
