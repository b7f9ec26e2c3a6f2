import type { BatchRules } from "./batch-rules";
import type { AttachmentRef, FieldValue, Filing, FormContent, FormRow } from "./form-content";

/**
 * Everything the rules of the form look at. `content` is stored content (see storage-rules.ts). The readers below
 * accept half-typed drafts: a missing section, a table that is no list and a column that is missing read as empty.
 */
export type FormContext = {
  content: FormContent;
  attachments: readonly AttachmentRef[];
  batch: BatchRules;
  /** YYYY-MM-DD, the day of evaluation in UTC+8 */
  today: string;
  /** codes of the regions of the tenant */
  regions: readonly string[];
  /** organisations of the tenant that may stand as the recommending union */
  recommenders: readonly { code: string; kind: string }[];
};

/** Empty as the form understands it: nothing, an empty text or an empty list. Zero and false are values. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function isRow(value: unknown): value is FormRow {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at "section.field", undefined when nothing is there. */
export function valueAt(content: FormContent, path: string): FieldValue | FormRow[] | undefined {
  const [section = "", field = ""] = path.split(".");
  return content[section]?.[field];
}

/** The rows of the table at "section.field". */
export function rowsAt(content: FormContent, path: string): readonly FormRow[] {
  const value: unknown = valueAt(content, path);
  return Array.isArray(value) ? value.filter(isRow) : [];
}

/** The values of a column ("section.table.column"), one per row, in order. */
export function columnAt(content: FormContent, path: string): readonly (FieldValue | undefined)[] {
  const column = path.split(".")[2] ?? "";
  return rowsAt(content, path).map((row) => row[column]);
}

/** The text at a path; empty when there is none. */
export function textAt(content: FormContent, path: string): string {
  const value = valueAt(content, path);
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/**
 * The attachments of a slot, in order; with a row id only those of that row. The slot of a column counts an attachment
 * only while its row is in the table: removing a row takes its files out of every count.
 */
export function attachmentsAt(filing: Filing, slot: string, rowId?: string): readonly AttachmentRef[] {
  const own = filing.attachments.filter((file) => file.slot === slot);
  if (rowId !== undefined) return own.filter((file) => file.rowId === rowId);
  if (slot.split(".").length < 3) return own;
  const rows = new Set(rowsAt(filing.content, slot).map((row) => row._id));
  return own.filter((file) => file.rowId !== undefined && rows.has(file.rowId));
}

/** Whether the field at "section.field" holds a value, or its slot a file. */
export function isFilled(filing: Filing, path: string): boolean {
  return !isEmpty(valueAt(filing.content, path)) || attachmentsAt(filing, path).length > 0;
}
