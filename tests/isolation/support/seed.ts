import type pg from "pg";
import { type CatalogTable, readCatalog } from "./catalog";
import { makeRow, type Row, type SeededRows } from "./row-maker";
import { makeTree, type Unit } from "./tree";

export type SeededWorld = { units: Unit[]; tables: CatalogTable[]; rows: SeededRows };

/** Inserts with only the given columns; the row that the database made comes back (triggers may have changed it). */
export async function insertRow(client: pg.Client, table: string, row: Row): Promise<Row> {
  const columns = Object.keys(row);
  const list = columns.map((column) => `"${column}"`).join(", ");
  const { rows } = await client.query(
    `INSERT INTO "${table}" (${list}) SELECT ${list} FROM jsonb_populate_record(NULL::"${table}", $1) RETURNING to_jsonb("${table}") AS made`,
    [JSON.stringify(row)],
  );
  return rows[0].made;
}

/** One row in every table for every organisation of the tree. client: a login that no policy binds. */
export async function seedWorld(client: pg.Client): Promise<SeededWorld> {
  const tables = await readCatalog(client);
  const units = makeTree();
  const rows: SeededRows = {};
  for (const table of tables) {
    rows[table.name] = [];
    for (const unit of units) {
      const wanted = makeRow(table, unit, 1, rows);
      // a trigger of another table may have made it already (the head of an audit chain)
      const there = await existing(client, table, wanted);
      rows[table.name]?.push(there ?? (await insertRow(client, table.name, wanted)));
    }
  }
  return { units, tables, rows };
}

async function existing(client: pg.Client, table: CatalogTable, row: Row): Promise<Row | undefined> {
  if (!table.primaryKey.every((column) => column === "org_path")) return undefined;
  const { rows } = await client.query(`SELECT to_jsonb(t) AS made FROM "${table.name}" t WHERE org_path = $1`, [row["org_path"]]);
  return rows[0]?.made;
}
