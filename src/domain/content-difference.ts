import { FORM } from "./application-form";
import { type FieldNames, fieldText, labelOf } from "./field-text";
import type { AttachmentRef, FieldValue, Filing, FormRow } from "./form-content";
import { rowsAt, valueAt } from "./form-context";
import { type FormField, isFileField } from "./form-field";
import { inList } from "./locale";

/** One change between two versions, in words. row = 1-based place: in the newer version, or in the older one when removed. */
export type Change = {
  section: string;
  sectionLabel: string;
  path: string;
  label: string;
  kind: "changed" | "added" | "removed" | "filesAdded" | "filesRemoved" | "moved";
  row: number | null;
  /** first text of the row, so that it can be recognised */
  rowName: string | null;
  before: string;
  after: string;
};

/**
 * What changed from one filing to the next: per field, per column of rows with the same _id, whole rows, files. In the order of
 * the form. Rows are recognised by _id, not by place, so that a row put in between is one change.
 */
export function contentDifference(before: Filing, after: Filing, names: FieldNames): Change[] {
  return FORM.sections.flatMap((section) =>
    section.fields
      .flatMap((field) => fieldChanges(field, before, after, names))
      .map((change) => ({
        ...change,
        section: section.key,
        sectionLabel: labelOf(section, names.locale),
      })),
  );
}

type FieldChange = Omit<Change, "section" | "sectionLabel">;

function fieldChanges(field: FormField, before: Filing, after: Filing, names: FieldNames): FieldChange[] {
  if (isFileField(field)) return fileChanges(field, before.attachments, after.attachments, null, names);
  if (field.columns) return tableChanges(field, field.columns, before, after, names);
  const was = valueAt(before.content, field.path) as FieldValue | undefined;
  const is = valueAt(after.content, field.path) as FieldValue | undefined;
  return valueChange(field, was, is, null, names);
}

type RowPlace = { row: number; rowName: string | null; id: string; parent: string } | null;

function valueChange(
  field: FormField,
  was: FieldValue | undefined,
  is: FieldValue | undefined,
  place: RowPlace,
  names: FieldNames,
): FieldChange[] {
  const [old, now] = [fieldText(field, was, names), fieldText(field, is, names)];
  if (old === now) return [];
  return [{ ...head(field, place, names), kind: old === "" ? "added" : now === "" ? "removed" : "changed", before: old, after: now }];
}

function head(field: FormField, place: RowPlace, names: FieldNames) {
  const own = labelOf(field, names.locale);
  return { path: field.path, label: place ? `${place.parent} · ${own}` : own, row: place?.row ?? null, rowName: place?.rowName ?? null };
}

function tableChanges(table: FormField, columns: readonly FormField[], before: Filing, after: Filing, names: FieldNames): FieldChange[] {
  const [old, now] = [rowsAt(before.content, table.path), rowsAt(after.content, table.path)];
  const [oldById, nowById] = [byId(old), byId(now)];
  const changes: FieldChange[] = [];
  now.forEach((row, index) => {
    const place = { row: index + 1, rowName: nameOf(row, columns, names), id: row._id, parent: labelOf(table, names.locale) };
    const was = oldById.get(row._id);
    if (!was) {
      changes.push({
        ...head(table, null, names),
        row: place.row,
        rowName: place.rowName,
        kind: "added",
        before: "",
        after: wholeRow(row, columns, names),
      });
    }
    for (const column of columns) {
      if (isFileField(column)) changes.push(...fileChanges(column, before.attachments, after.attachments, place, names));
      else if (was) changes.push(...valueChange(column, was[column.key], row[column.key], place, names));
    }
  });
  old.forEach((row, index) => {
    if (nowById.has(row._id)) return;
    changes.push({
      ...head(table, null, names),
      row: index + 1,
      rowName: nameOf(row, columns, names),
      kind: "removed",
      before: wholeRow(row, columns, names),
      after: "",
    });
  });
  const kept = (rows: readonly FormRow[], other: ReadonlyMap<string, FormRow>) =>
    rows
      .filter((row) => other.has(row._id))
      .map((row) => row._id)
      .join(" ");
  if (kept(old, nowById) !== kept(now, oldById)) changes.push({ ...head(table, null, names), kind: "moved", before: "", after: "" });
  return changes;
}

function byId(rows: readonly FormRow[]): Map<string, FormRow> {
  return new Map(rows.map((row) => [row._id, row]));
}

function nameOf(row: FormRow, columns: readonly FormField[], names: FieldNames): string | null {
  const texts = columns.filter((column) => column.type === "text" || column.type === "date" || column.type === "int");
  for (const column of texts) {
    const text = fieldText(column, row[column.key], names);
    if (text) return text;
  }
  return null;
}

function wholeRow(row: FormRow, columns: readonly FormField[], names: FieldNames): string {
  const separator = names.locale === "en" ? "; " : "；";
  return columns
    .filter((column) => !isFileField(column))
    .flatMap((column) => fieldText(column, row[column.key], names) || [])
    .join(separator);
}

function fileChanges(
  field: FormField,
  before: readonly AttachmentRef[],
  after: readonly AttachmentRef[],
  place: RowPlace,
  names: FieldNames,
): FieldChange[] {
  const own = (files: readonly AttachmentRef[]) =>
    files.filter((file) => file.slot === field.path && (place === null || file.rowId === place.id));
  const [old, now] = [own(before), own(after)];
  const missing = (files: readonly AttachmentRef[], others: readonly AttachmentRef[]) =>
    files.filter((file) => !others.some((one) => one.id === file.id));
  const words = (files: readonly AttachmentRef[]) =>
    inList(
      files.map((file) => file.fileName),
      names.locale,
    );
  const [gone, come] = [missing(old, now), missing(now, old)];
  const changes: FieldChange[] = [];
  if (gone.length > 0) changes.push({ ...head(field, place, names), kind: "filesRemoved", before: words(gone), after: "" });
  if (come.length > 0) changes.push({ ...head(field, place, names), kind: "filesAdded", before: "", after: words(come) });
  return changes;
}
