import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from } from "pg-copy-streams";

export type CopyValue = string | number | boolean | null | Date | readonly string[] | object;

/** Column → value; a missing column is NULL. */
export type CopyRow = Readonly<Record<string, CopyValue>>;

const CHUNK = 64 * 1024;

function copyText(value: CopyValue): string {
  if (value === null) return "\\N";
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((one: string) => `"${one}"`).join(",")}}`;
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.replace(/[\\\t\n\r]/g, (sign) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n" })[sign] ?? "\\r");
}

function* lines(columns: readonly string[], rows: Iterable<CopyRow>): Generator<string> {
  let gathered = "";
  for (const row of rows) {
    gathered += `${columns.map((column) => copyText(row[column] ?? null)).join("\t")}\n`;
    if (gathered.length < CHUNK) continue;
    yield gathered;
    gathered = "";
  }
  if (gathered) yield gathered;
}

/** Rows into a table by COPY. Keys of a row are columns; a missing one is NULL. Arrays are text[] of plain words. */
export async function copyRows(client: pg.Client, table: string, columns: readonly string[], rows: Iterable<CopyRow>): Promise<void> {
  const into = client.query(from(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(lines(columns, rows)), into);
}
