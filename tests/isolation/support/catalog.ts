import type pg from "pg";
import { GLOBAL_TABLES } from "@/data/fence-tables";

export type CatalogColumn = { name: string; type: string; nullable: boolean; hasDefault: boolean; constrained: boolean };

/** columns[i] refers to parentColumns[i]. */
export type ForeignKey = { name: string; table: string; columns: string[]; parent: string; parentColumns: string[] };

export type CatalogTable = { name: string; columns: CatalogColumn[]; primaryKey: string[]; foreignKeys: ForeignKey[] };

const COLUMNS = `
  SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable,
         a.atthasdef AS has_default,
         EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey))
         OR EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('c', 'f') AND a.attnum = ANY (k.conkey)) AS constrained
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname, a.attnum`;

const KEYS = `
  SELECT k.conname AS name, k.contype AS kind, c.relname AS table, p.relname AS parent,
         ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(n, i) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.i) AS columns,
         ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(n, i) JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.i) AS parent_columns
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_class p ON p.oid = k.confrelid
  WHERE c.relnamespace = 'public'::regnamespace AND k.contype IN ('p', 'f') ORDER BY 1`;

/** Every table of the database as the catalog knows it, parents before children; never from a list kept by hand. */
export async function readCatalog(client: pg.Client): Promise<CatalogTable[]> {
  const tables = new Map<string, CatalogTable>();
  for (const row of (await client.query(COLUMNS)).rows) {
    if ((GLOBAL_TABLES as readonly string[]).includes(row.table)) continue;
    const table: CatalogTable = tables.get(row.table) ?? { name: row.table, columns: [], primaryKey: [], foreignKeys: [] };
    table.columns.push({
      name: row.name,
      type: row.type,
      nullable: row.nullable,
      hasDefault: row.has_default,
      constrained: row.constrained,
    });
    tables.set(row.table, table);
  }
  for (const row of (await client.query(KEYS)).rows) {
    const table = tables.get(row.table);
    if (!table) continue;
    if (row.kind === "p") table.primaryKey = row.columns;
    else
      table.foreignKeys.push({
        name: row.name,
        table: row.table,
        columns: row.columns,
        parent: row.parent,
        parentColumns: row.parent_columns,
      });
  }
  return inOrder([...tables.values()]);
}

function inOrder(tables: CatalogTable[]): CatalogTable[] {
  const done: CatalogTable[] = [];
  const isDone = (name: string) => done.some((table) => table.name === name);
  while (done.length < tables.length) {
    const next = tables.filter(
      (table) => !done.includes(table) && table.foreignKeys.every((key) => key.parent === table.name || isDone(key.parent)),
    );
    if (next.length === 0) throw new Error("foreign keys run in a circle");
    done.push(...next);
  }
  return done;
}
