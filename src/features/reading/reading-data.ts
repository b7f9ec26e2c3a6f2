import { type FieldNames, fieldText, labelOf, rawText } from "@/domain/field-text";
import type { AttachmentRef, FieldValue, Filing, FormRow } from "@/domain/form-content";
import { attachmentsAt, rowsAt, valueAt } from "@/domain/form-context";
import { type FormField, isFileField } from "@/domain/form-field";
import { formatFileSize } from "@/lib/format-number";
import type { ReadCell, ReadField, ReadFile } from "./reading-markup";

/** Columns whose values may break; a date or a number never does. */
const WRAPS: readonly string[] = ["text", "longText", "multiEnum", "files", "images"];

/** Words of the area "reading" that stand beside what was filed. */
export type ReadingWords = {
  rows: (count: number) => string;
  files: (count: number) => string;
  moreRows: (count: number) => string;
  photo: (name: string) => string;
};

/** Rows shown before the rest folds away, where a table is one piece of evidence among others. */
export const COMPACT_ROWS = 6;

/**
 * The fields of a filing as plain data for reading-markup.ts, each made once: a field that is shown in two places travels to the browser once.
 */
export function readingOf(filing: Filing, names: FieldNames, words: ReadingWords): (field: FormField) => ReadField {
  const made = new Map<string, ReadField>();
  return (field) => {
    const known = made.get(field.path);
    if (known) return known;
    const read = readField(field, filing, names, words);
    made.set(field.path, read);
    return read;
  };
}

function readField(field: FormField, filing: Filing, names: FieldNames, words: ReadingWords): ReadField {
  const head = { path: field.path, label: labelOf(field, names.locale) };
  if (field.columns) {
    const rows = rowsAt(filing.content, field.path);
    return {
      ...head,
      count: words.rows(rows.length),
      ...tableOf(field.columns, rows, filing, names, words),
      ...(rows.length > COMPACT_ROWS ? { more: words.moreRows(rows.length - COMPACT_ROWS) } : {}),
    };
  }
  if (isFileField(field)) {
    const files = attachmentsAt(filing, field.path);
    return { ...head, count: words.files(files.length), files: files.map((file) => readFile(file, words)) };
  }
  const value = valueAt(filing.content, field.path) as FieldValue | undefined;
  const text = fieldText(field, value, names);
  const raw = rawText(value);
  return { ...head, value: raw, ...(text === raw ? {} : { text }), ...(field.type === "longText" ? { wide: true as const } : {}) };
}

/** Columns that nobody filled are left out. The unit stands in the header of the column. */
function tableOf(all: readonly FormField[], rows: readonly FormRow[], filing: Filing, names: FieldNames, words: ReadingWords) {
  const columns = all.filter((column) =>
    isFileField(column)
      ? attachmentsAt(filing, column.path).length > 0
      : rows.some((row) => fieldText(column, row[column.key], names) !== ""),
  );
  return {
    columns: columns.map((column) => ({
      path: column.path,
      label: labelOf(column, names.locale),
      ...(column.unit ? { unit: column.unit } : {}),
      ...(WRAPS.includes(column.type) ? { wraps: true as const } : {}),
    })),
    rows: rows.map((row) =>
      columns.map((column): ReadCell => {
        if (isFileField(column)) return attachmentsAt(filing, column.path, row._id).map((file) => readFile(file, words));
        const { unit: _unit, ...unitless } = column;
        const [raw, text] = [rawText(row[column.key]), fieldText(unitless, row[column.key], names)];
        return raw === text ? raw : { value: raw, text };
      }),
    ),
  };
}

/** A file as plain data for reading-markup.ts. */
export function readFile({ id, slot, fileName, kind, size }: AttachmentRef, words: Pick<ReadingWords, "photo">): ReadFile {
  return {
    id,
    slot,
    name: fileName,
    ...(kind === "image" ? { alt: words.photo(fileName) } : {}),
    ...(kind !== "image" && size ? { size: formatFileSize(size) } : {}),
  };
}
