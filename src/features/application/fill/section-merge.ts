import type { FieldValue, FormRow, SectionContent } from "@/domain/form-content";
import { canonicalJson } from "@/lib/canonical-json";

/** One place that both sides changed to different values. `rowId` and `column` inside a table; no column: the row itself. */
export type MergeConflict = {
  field: string;
  rowId?: string;
  column?: string;
  mine: FieldValue | FormRow;
  theirs: FieldValue | FormRow;
};

export type Merge = { merged: SectionContent; conflicts: MergeConflict[] };

type Cell = FieldValue | FormRow[] | undefined;

/** Nothing, null, an empty text and an empty list are the same to a person; the database does not keep the order of keys. */
function plain(value: unknown): unknown {
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (plain(inner) === null ? [] : [[key, plain(inner)]])));
}

export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson(plain(a)) === canonicalJson(plain(b));
}

function isTable(value: unknown): value is FormRow[] {
  return Array.isArray(value) && value.some((row) => typeof row === "object" && row !== null);
}

/**
 * Brings two versions of a section together that started from the same base. What one side changed is taken; tables are
 * merged row by row and cell by cell. Where both changed the same place, `merged` holds mine and the place is a conflict.
 */
export function mergeSection(base: SectionContent, mine: SectionContent, theirs: SectionContent): Merge {
  const merged: SectionContent = {};
  const conflicts: MergeConflict[] = [];
  for (const field of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const [b, m, t]: [Cell, Cell, Cell] = [base[field], mine[field], theirs[field]];
    if (sameValue(m, t) || sameValue(t, b)) merged[field] = m ?? null;
    else if (sameValue(m, b)) merged[field] = t ?? null;
    else if (isTable(b) || isTable(m) || isTable(t)) merged[field] = mergeRows(field, rowsOf(b), rowsOf(m), rowsOf(t), conflicts);
    else {
      merged[field] = m ?? null;
      conflicts.push({ field, mine: (m ?? null) as FieldValue, theirs: (t ?? null) as FieldValue });
    }
  }
  return { merged, conflicts };
}

function rowsOf(value: Cell): FormRow[] {
  return Array.isArray(value) ? (value as unknown[]).filter((row): row is FormRow => typeof row === "object" && row !== null) : [];
}

function mergeRows(field: string, base: FormRow[], mine: FormRow[], theirs: FormRow[], conflicts: MergeConflict[]): FormRow[] {
  const of = (rows: FormRow[], id: string) => rows.find((row) => row._id === id);
  const merged = new Map<string, FormRow>();
  for (const id of new Set([...mine, ...theirs].map((row) => row._id))) {
    const row = mergeRow(field, of(base, id), of(mine, id), of(theirs, id), conflicts);
    if (row) merged.set(id, row);
  }
  const ids = (rows: FormRow[]) => rows.map((row) => row._id).join(" ");
  // the order of the side that changed it; rows only the other side has come last
  const order = ids(mine) === ids(base) ? [...theirs, ...mine] : [...mine, ...theirs];
  return [...new Set(order.map((row) => row._id))].flatMap((id) => merged.get(id) ?? []);
}

function mergeRow(
  field: string,
  base: FormRow | undefined,
  mine: FormRow | undefined,
  theirs: FormRow | undefined,
  conflicts: MergeConflict[],
): FormRow | null {
  if (!mine || !theirs) {
    const left = mine ?? theirs;
    if (!left || !base) return left ?? null; // added by one side
    if (sameValue(left, base)) return null; // removed by the other, untouched here
    conflicts.push({ field, rowId: left._id, mine: mine ?? null, theirs: theirs ?? null });
    return left; // removed by one, changed by the other: kept until somebody decides
  }
  const row: FormRow = { _id: mine._id };
  for (const column of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    if (column === "_id") continue;
    const [b, m, t] = [base?.[column], mine[column], theirs[column]];
    row[column] = sameValue(m, b) && !sameValue(t, b) ? (t ?? null) : (m ?? null);
    if (!sameValue(m, t) && !sameValue(m, b) && !sameValue(t, b)) {
      conflicts.push({ field, rowId: mine._id, column, mine: m ?? null, theirs: t ?? null });
    }
  }
  return row;
}

/** Puts the other side's value at the place of a conflict. */
export function takeTheirs(section: SectionContent, conflict: MergeConflict): SectionContent {
  const { field, rowId, column, theirs } = conflict;
  if (rowId === undefined) return { ...section, [field]: theirs as FieldValue };
  const rows = rowsOf(section[field]);
  if (column === undefined) {
    const changed =
      theirs === null ? rows.filter((row) => row._id !== rowId) : rows.map((row) => (row._id === rowId ? (theirs as FormRow) : row));
    return { ...section, [field]: changed };
  }
  return { ...section, [field]: rows.map((row) => (row._id === rowId ? ({ ...row, [column]: theirs } as FormRow) : row)) };
}
