import { fieldAt } from "./application-form";
import type { FieldValue, FormContent, FormRow } from "./form-content";
import type { FormField } from "./form-field";

/** Zero width space, word joiner, byte order mark and the bidirectional controls. */
const INVISIBLE = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu;
const INTERPUNCTS = /[•・‧]/gu;
const YEAR_IN_BRACKETS = /[[【（(]([0-9]{4})[\]】）)]/u;

type Stored = Pick<FormField, "type" | "limits">;

function storeText(text: string, field: Stored): string {
  let stored = text.replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(INVISIBLE, "").trim();
  if (field.type !== "longText") stored = stored.replace(/\n/g, " ");
  if (field.limits?.pattern === "personName") stored = stored.replace(INTERPUNCTS, "·");
  if (field.type === "uscc") stored = stored.normalize("NFKC").toUpperCase();
  // document numbers are the fields whose pattern asks for 〔year〕
  if (field.limits?.pattern?.includes("〔")) stored = stored.replace(YEAR_IN_BRACKETS, "〔$1〕");
  return stored;
}

/**
 * What is stored of a typed value, before limits and checks look at it: line ends become LF, invisible and
 * bidirectional controls go, the ends are trimmed, a tab (and in one line a line break) becomes a space; person names,
 * credit codes and document numbers get their one spelling. Nothing else changes: no Unicode normalisation of text,
 * and control characters stay, to be refused by the form. Source: form reference, "storage".
 */
export function storeValue(field: Stored, value: FieldValue): FieldValue {
  return typeof value === "string" ? storeText(value, field) : value;
}

function storeRow(table: FormField, row: FormRow): FormRow {
  const stored: FormRow = { ...row };
  for (const column of table.columns ?? []) {
    const value = row[column.key];
    if (value !== undefined) stored[column.key] = storeValue(column, value);
  }
  return stored;
}

/** The whole form after the storage rules; what the form does not know is kept as it is. */
export function storeContent(content: FormContent): FormContent {
  const stored: FormContent = {};
  for (const [sectionKey, section] of Object.entries(content)) {
    const out: FormContent[string] = {};
    for (const [key, value] of Object.entries(section ?? {})) {
      const field = fieldAt(`${sectionKey}.${key}`);
      if (!field) out[key] = value;
      else if (field.type !== "rows") out[key] = storeValue(field, value as FieldValue);
      else if (Array.isArray(value)) out[key] = (value as unknown[]).map((row) => storeAnyRow(field, row)) as FormRow[];
      else out[key] = storeValue(field, value);
    }
    stored[sectionKey] = out;
  }
  return stored;
}

/** A draft may hold what is no row; it is kept, and the form says so. */
function storeAnyRow(table: FormField, row: unknown): unknown {
  return typeof row === "object" && row !== null && !Array.isArray(row) ? storeRow(table, row as FormRow) : row;
}
