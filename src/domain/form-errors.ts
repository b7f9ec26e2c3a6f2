import { FORM } from "./application-form";
import type { FormRow } from "./form-content";
import { attachmentsAt, isEmpty, rowsAt, valueAt, type FormContext } from "./form-context";
import { type FormField, isFileField } from "./form-field";
import { fileFaults } from "./form-rules/file-faults";
import type { Fault } from "./form-rules/fault";
import { textFaults } from "./form-rules/text-faults";
import { valueFaults } from "./form-rules/value-faults";

export type { FormContext } from "./form-context";
export { formErrorMessage } from "./form-error-messages";

/**
 * A rule of the form that does not hold. `rule` is the name of the limit, or required, type, enum, orgRef, uscc,
 * controlCharacter. `row` counts from 1; `params` hold the limit and what was found.
 */
export type FormError = {
  path: string;
  rule: string;
  rowId?: string;
  row?: number;
  params: Record<string, string | number>;
};

/** Whether the form itself demands the field (in that row). What the criteria demand is not part of this. */
export function isRequired(field: FormField, c: FormContext, row?: FormRow): boolean {
  if (field.required === "always") return true;
  return field.required !== "never" && field.required.test(c, row);
}

function fieldFaults(field: FormField, value: unknown, c: FormContext, row?: FormRow): Fault[] {
  const needed = isRequired(field, c, row);
  if (isFileField(field)) return fileFaults(field, attachmentsAt(c, field.path, row?._id), needed);
  if (isEmpty(value)) return needed ? [{ rule: "required" }] : [];
  return [...textFaults(field, value), ...valueFaults(field, value, c)];
}

function tableErrors(table: FormField, c: FormContext): FormError[] {
  return rowsAt(c.content, table.path).flatMap((row, index) =>
    (table.columns ?? []).flatMap((column) =>
      fieldFaults(column, row[column.key], c, row).map((fault) => ({
        path: column.path,
        rule: fault.rule,
        rowId: row._id,
        row: index + 1,
        params: fault.params ?? {},
      })),
    ),
  );
}

/**
 * Everything the form objects to, in the order of the form; inside a table row by row. `c.content` is content after
 * the storage rules. Says nothing of the criteria: a field that only a check demands gives no error here. Never throws,
 * whatever a draft holds.
 */
export function formErrors(c: FormContext): FormError[] {
  const errors: FormError[] = [];
  for (const section of FORM.sections) {
    for (const field of section.fields) {
      for (const fault of fieldFaults(field, valueAt(c.content, field.path), c)) {
        errors.push({ path: field.path, rule: fault.rule, params: fault.params ?? {} });
      }
      if (field.type === "rows") errors.push(...tableErrors(field, c));
    }
  }
  return errors;
}
