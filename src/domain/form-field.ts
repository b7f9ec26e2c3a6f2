import type { EnumName } from "./enumerations";
import type { AttachmentKind, FormRow } from "./form-content";
import type { FormContext } from "./form-context";

/** Types of fields; form content says what value each takes. */
export type FieldType =
  | "text" // one line
  | "longText" // line breaks allowed (LF)
  | "int"
  | "decimal" // a string of digits, never a float: '18.00'
  | "date" // YYYY-MM-DD
  | "yearMonth" // YYYY-MM
  | "enum"
  | "multiEnum" // list of keys, no repeats
  | "uscc" // 18 characters, GB 32100
  | "mobile"
  | "phone"
  | "email"
  | "rows"
  | "boolean"
  | "orgRef" // code of an organisation of the same tenant
  | "files" // no value: the attachments whose slot is the path
  | "images";

export type Limits = {
  /** of the value of a number; a string for decimals */
  min?: number | string;
  max?: number | string;
  /** code points after the storage rules */
  minLength?: number;
  maxLength?: number;
  /** ECMAScript regular expression with flag u, or a name of VALUE_PATTERNS */
  pattern?: string;
  /** rows, attachments or selected keys */
  minCount?: number;
  maxCount?: number;
  /** most decimal places */
  scale?: number;
  notAfter?: "today";
  accept?: readonly AttachmentKind[];
  /** MB of one file as uploaded */
  maxMb?: number;
  /** width x height of an image */
  minPixels?: string;
  /** columns that together may not repeat */
  uniqueBy?: readonly string[];
  /** full years, by month, today */
  minAge?: number;
  maxAge?: number;
  /** the only value that may be submitted */
  mustBe?: boolean;
  orgKinds?: readonly string[];
};

/** Whether the form itself demands the value: always, never, or when the test holds (a column is tested per row). */
export type Required = "always" | "never" | { words: string; test: (c: FormContext, row?: FormRow) => boolean };

export type FormField = {
  /** "section.field", or "section.table.column" */
  path: string;
  key: string;
  label: string;
  labelEn: string;
  type: FieldType;
  /** 'region': the values are the regions of the tenant */
  enum?: EnumName | "region";
  /** shown after the value */
  unit?: string;
  limits?: Limits;
  required: Required;
  /** the form leaves it open; it is demanded when a block check of the batch's criteria set applies and demands it */
  criteriaDecides?: true;
  /** masked in lists and exports for roles that do not need it */
  personalData?: true;
  /** may appear on public pages; nothing else may */
  public?: true;
  /** value offered from the profile of the organisation, the account or the system */
  prefill?: string;
  readOnly?: true;
  hint?: string;
  hintEn?: string;
  /** words of a pledge */
  text?: string;
  textEn?: string;
  /** criteria this field proves, as "set.item" */
  evidences?: readonly string[];
  columns?: readonly FormField[];
};

export type FormSection = {
  key: string;
  label: string;
  labelEn: string;
  /** estimated minutes to fill it in */
  minutes: number;
  intro?: string;
  introEn?: string;
  fields: readonly FormField[];
};

/** A field as written in a section; its path follows from its place. */
export type FieldDraft = Omit<FormField, "path" | "columns"> & { columns?: readonly FieldDraft[] };
type SectionDraft = Omit<FormSection, "fields"> & { fields: readonly FieldDraft[] };

function place(draft: FieldDraft, parent: string): FormField {
  const path = `${parent}.${draft.key}`;
  const { columns, ...field } = draft;
  return columns ? { ...field, path, columns: columns.map((column) => place(column, path)) } : { ...field, path };
}

/** Builds a section of the form: gives every field and column its path. */
export function defineSection(draft: SectionDraft): FormSection {
  return { ...draft, fields: draft.fields.map((field) => place(field, draft.key)) };
}

/** Whether the value of the field is its attachments. */
export function isFileField(field: Pick<FormField, "type">): boolean {
  return field.type === "files" || field.type === "images";
}
