import { randomUUID } from "node:crypto";
import type { CatalogColumn, CatalogTable } from "./catalog";
import type { Unit } from "./tree";

export type Row = Record<string, unknown>;
/** table -> index of the unit -> its row */
export type SeededRows = Record<string, Row[]>;

/**
 * What a CHECK constraint or a trigger wants of a row and the catalog cannot say. variant 1 is the seeded row, others
 * are new rows beside it. A new table with such rules needs an entry, or its row cannot be made and the matrix fails.
 */
const SPECIAL: Record<string, (unit: Unit, variant: number, row: Row) => Row> = {
  org_unit: (unit, variant) =>
    variant === 1
      ? { kind: unit.kind, parent_path: unit.parentPath }
      : { kind: "studio", org_path: `${unit.path}${variant.toString(16).padStart(8, "f")}/`, parent_path: unit.path },
  audit_head: (unit, variant) => (variant === 1 ? {} : { org_path: `${unit.path}${variant.toString(16).padStart(8, "f")}/` }),
  user_account: (unit, variant) => ({ login: `person-${unit.index}-${variant}` }),
  application: (_unit, variant, row) =>
    variant === 1 ? { status: "draft", live_batch_id: row["batch_id"] } : { status: "withdrawn", live_batch_id: null },
  decision: (_unit, variant) =>
    variant === 1
      ? { outcome: "approve", standing_key: "1:0" }
      : { outcome: "approve", standing_key: null, taken_back_at: new Date().toISOString() },
  proposal: (_unit, variant) =>
    variant === 1 ? { kind: "reject", pending_key: "open" } : { kind: "reject", pending_key: null, outcome: "declined" },
};

function valueFor(column: CatalogColumn, unit: Unit, variant: number): unknown {
  switch (column.type) {
    case "uuid":
      return randomUUID();
    case "text":
      return `${column.name}-${unit.index}-${variant}`;
    case "integer":
    case "bigint":
      return variant;
    case "boolean":
      return false;
    case "jsonb":
      return {};
    case "text[]":
      return [];
    case "date":
      return "2026-01-01";
    default:
      if (column.type.startsWith("timestamp")) return new Date().toISOString();
      throw new Error(`no value for a column of type ${column.type}: add one`);
  }
}

/** A row of the table for a unit that every constraint accepts, following foreign keys to the rows of the same unit. */
export function makeRow(table: CatalogTable, unit: Unit, variant: number, seeded: SeededRows): Row {
  const row: Row = {};
  for (const column of table.columns) {
    if (column.name === "org_path") row["org_path"] = unit.path;
    else if (column.name === "city_path") row["city_path"] = unit.cityPath;
    else if (!column.nullable && (!column.hasDefault || column.constrained)) row[column.name] = valueFor(column, unit, variant);
  }
  for (const key of table.foreignKeys) {
    if (key.parent === table.name) continue;
    const known = key.columns.flatMap((column, i) =>
      ["org_path", "city_path"].includes(column) ? [[key.parentColumns[i] ?? "", row[column]] as const] : [],
    );
    const parents = (seeded[key.parent] ?? []).filter((parent) => known.every(([column, value]) => parent[column] === value));
    const parent = parents[0];
    if (!parent) throw new Error(`no parent in ${key.parent} for ${table.name} of ${unit.path}`);
    key.columns.forEach((column, i) => {
      if (!known.some(([known_]) => known_ === key.parentColumns[i])) row[column] = parent[key.parentColumns[i] ?? ""];
    });
  }
  return { ...row, ...SPECIAL[table.name]?.(unit, variant, row) };
}
