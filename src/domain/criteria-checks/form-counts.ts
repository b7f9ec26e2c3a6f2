import { fieldAt } from "../application-form";
import { isNumeric } from "../decimal";
import type { FormRow } from "../form-content";
import { attachmentsAt, type FormContext, isEmpty, rowsAt, valueAt } from "../form-context";
import { isFileField } from "../form-field";

/** How many rows, attachments (of a column: over all rows) or selected keys there are at a path. */
export function countAt(c: FormContext, path: string): number {
  const field = fieldAt(path);
  if (field && isFileField(field)) return attachmentsAt(c, path).length;
  if (field?.type === "rows") return rowsAt(c.content, path).length;
  const value = valueAt(c.content, path);
  return Array.isArray(value) ? value.length : 0;
}

/** How many rows of the table satisfy the condition. */
export function countRows(c: FormContext, table: string, where: (row: FormRow) => boolean): number {
  return rowsAt(c.content, table).filter(where).length;
}

/** The number typed at a path, as it was typed; 0 when there is none. */
export function numberAt(c: FormContext, path: string): string | number {
  const value = valueAt(c.content, path);
  return isNumeric(value) ? value : 0;
}

/** The distinct values of a list that are not empty, in order. */
export function distinctValues<T>(values: readonly T[]): NonNullable<T>[] {
  return [...new Set(values)].filter((value): value is NonNullable<T> => !isEmpty(value));
}
