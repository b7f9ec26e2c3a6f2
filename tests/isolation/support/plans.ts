import type pg from "pg";
import type { CatalogTable } from "./catalog";
import { makeRow, type Row } from "./row-maker";
import type { SeededWorld } from "./seed";

/** as granted: what the web process may really do. all granted: every privilege is given, so the policies stand alone. */
export type Layer = "asGranted" | "allGranted";

export function planName(layer: Layer, table: string): string {
  return `${layer}:${table}`;
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const list = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(", ");

/** A column that a statement may set without any key or check having a say. */
function freeColumn(table: CatalogTable, rows: readonly Row[], allowed: (column: string) => boolean): { column: string; constant: string } {
  const candidates = table.columns.filter((column) => allowed(column.name) && column.name !== "org_path" && column.name !== "city_path");
  const free = candidates.find((column) => !column.constrained && ["text", "integer", "timestamp with time zone"].includes(column.type));
  if (free) return { column: free.name, constant: free.type === "text" ? "'blind'" : free.type === "integer" ? "1" : "now()" };
  const nullable = candidates.find((column) => column.nullable && rows.every((row) => row[column.name] === null));
  if (nullable) return { column: nullable.name, constant: "NULL" };
  const any = table.columns.find((column) => !table.primaryKey.includes(column.name)) ?? table.columns[0];
  if (!any) throw new Error(`${table.name} has no column`);
  return { column: any.name, constant: any.type === "text" ? "'blind'" : "DEFAULT" };
}

/** The statements of every operation on one table. */
function planOf(
  world: SeededWorld,
  table: CatalogTable,
  may: { insert: Set<string>; update: Set<string> } | null,
): Record<string, unknown> {
  const name = `"${table.name}"`;
  const rows = world.rows[table.name] ?? [];
  const key = `jsonb_build_array(${list(table.primaryKey)})::text AS k`;
  const keys = `(${list(table.primaryKey)}) IN (SELECT ${list(table.primaryKey)} FROM jsonb_populate_recordset(NULL::${name}, ${quote(JSON.stringify(rows))}))`;
  const newRows = world.units.map((unit) => makeRow(table, unit, 2, world.rows));
  const allColumns = Object.keys(newRows[0] ?? {});
  const insertable = may && may.insert.size > 0 ? allColumns.filter((column) => may.insert.has(column)) : allColumns;
  const settable = may && may.update.size > 0 ? (column: string) => may.update.has(column) : () => true;
  const { column, constant } = freeColumn(table, rows, settable);
  const seededColumns = table.columns.map((c) => c.name).filter((c) => !may || may.insert.size === 0 || may.insert.has(c));
  const hasPath = table.columns.some((c) => c.name === "org_path");
  const hasCity = table.columns.some((c) => c.name === "city_path");
  return {
    rows,
    newRows,
    // one row per organisation: a second one needs an organisation that does not exist, so the foreign key must be off
    insertLate: table.primaryKey.every((c) => c === "org_path"),
    list: `SELECT ${key} FROM ${name}`,
    read: `SELECT ${key} FROM ${name} WHERE ${keys}`,
    lock: `SELECT ${key} FROM ${name} WHERE ${keys} FOR UPDATE`,
    insert: `INSERT INTO ${name} (${list(insertable)}) SELECT ${list(insertable)} FROM jsonb_populate_record(NULL::${name}, $1)`,
    update: `UPDATE ${name} SET "${column}" = "${column}" WHERE ${keys} RETURNING ${key}`,
    blindUpdate: `UPDATE ${name} SET "${column}" = ${constant}`,
    delete: `DELETE FROM ${name} WHERE ${keys} RETURNING ${key}`,
    blindDelete: `DELETE FROM ${name}`,
    upsert: `INSERT INTO ${name} (${list(seededColumns)}) SELECT ${list(seededColumns)} FROM jsonb_populate_record(NULL::${name}, $1)
             ON CONFLICT (${list(table.primaryKey)}) DO UPDATE SET "${column}" = excluded."${column}"`,
    move: hasPath
      ? `UPDATE ${name} SET org_path = $1->>'path'${hasCity ? ", city_path = $1->>'cityPath'" : ""}
         WHERE (${list(table.primaryKey)}) IN (SELECT ${list(table.primaryKey)} FROM jsonb_populate_record(NULL::${name}, $1->'own'))`
      : null,
  };
}

const PRIVILEGES = `
  SELECT table_name, privilege_type, array_agg(column_name::text) AS columns FROM information_schema.column_privileges
  WHERE grantee = 'portal_app' AND table_schema = 'public' AND privilege_type IN ('INSERT', 'UPDATE') GROUP BY 1, 2`;

/** Writes the plans of both layers into probe.plan. */
export async function storePlans(client: pg.Client, world: SeededWorld): Promise<void> {
  const granted = new Map<string, Set<string>>();
  for (const row of (await client.query<Row & { columns: string[] }>(PRIVILEGES)).rows) {
    const columns = Array.isArray(row.columns) ? row.columns : [];
    granted.set(`${String(row["table_name"])}:${String(row["privilege_type"])}`, new Set(columns));
  }
  for (const table of world.tables) {
    const may = {
      insert: granted.get(`${table.name}:INSERT`) ?? new Set<string>(),
      update: granted.get(`${table.name}:UPDATE`) ?? new Set<string>(),
    };
    const plans = [
      [planName("asGranted", table.name), planOf(world, table, may)],
      [planName("allGranted", table.name), planOf(world, table, null)],
    ] as const;
    for (const [name, plan] of plans) {
      await client.query("INSERT INTO probe.plan (name, plan) VALUES ($1, $2)", [name, JSON.stringify(plan)]);
    }
  }
}
