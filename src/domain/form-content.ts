/** One value of a field or of a column. A half-typed draft may hold a string where a number is expected. */
export type FieldValue = string | number | boolean | string[] | null;

/** One row of a table. `_id` is stable and unique in its table; attachments point to it. */
export type FormRow = { _id: string } & Record<string, FieldValue>;

/** field key → value */
export type SectionContent = Record<string, FieldValue | FormRow[]>;

/** section key → field key → value. Files have no value here; they are attachments. */
export type FormContent = Record<string, SectionContent>;

/** Kind of a file, judged by content and extension together (enumeration attachmentKind). */
export type AttachmentKind = "image" | "pdf" | "ofd" | "word" | "excel" | "video";

/**
 * An attachment as the rules see it. `slot` is the path of a files or images field ("section.field" or
 * "section.table.column", "stage.<key>" for the slots of a reviewing union); `rowId` is the `_id` of the row when the
 * slot is a column. `width` and `height` are pixels, `size` is bytes as uploaded.
 */
export type AttachmentRef = {
  id: string;
  slot: string;
  rowId?: string;
  fileName: string;
  kind: AttachmentKind;
  width?: number;
  height?: number;
  size?: number;
};

/** An application (申报) as filled in: the form and its attachments. */
export type Filing = { content: FormContent; attachments: readonly AttachmentRef[] };
