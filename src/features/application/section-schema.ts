import { z } from "zod";
import { FORM, type FormField } from "@/domain/application-form";
import type { SectionContent } from "@/domain/form-content";
import { isFileField } from "@/domain/form-field";

/** One section as it is sent, at most this many bytes of JSON. */
export const MAX_SECTION_BYTES = 1_000_000;

const ROW_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** PostgreSQL stores neither NUL nor half a surrogate pair; NUL becomes another control character, so the form still refuses it. */
// oxlint-disable-next-line no-control-regex -- NUL is what is looked for
const text = z.string().transform((value) => value.replace(/\u0000/g, "\u0001").toWellFormed());
/** Types are tolerant: a draft is stored whatever it holds, as long as it is a value of a form. */
const value = z.union([text, z.number(), z.boolean(), z.null(), z.array(text)]);

function rowSchema(table: FormField) {
  const columns = (table.columns ?? []).filter((column) => !isFileField(column));
  return z.object({ _id: z.string().regex(ROW_ID), ...Object.fromEntries(columns.map((column) => [column.key, value.optional()])) });
}

function fieldSchema(field: FormField): z.ZodType {
  if (field.type !== "rows") return value.optional();
  return z
    .array(rowSchema(field))
    .max(5000)
    .refine((rows) => new Set(rows.map((row) => row._id)).size === rows.length)
    .optional();
}

/** Unknown keys are dropped; files have no value and read-only fields are not the sender's to fill. */
export const SECTION_SCHEMAS = new Map(
  FORM.sections.map((section) => {
    const typed = section.fields.filter((field) => !isFileField(field) && !field.readOnly);
    return [section.key, z.object(Object.fromEntries(typed.map((field) => [field.key, fieldSchema(field)])))] as const;
  }),
);

const envelope = z.object({ revision: z.int().min(0), data: z.unknown() });

/** The body of a save, or null when it is no section of the form or not its shape. */
export function parseSectionSave(section: string, body: unknown): { revision: number; data: SectionContent } | null {
  const schema = SECTION_SCHEMAS.get(section);
  const outer = envelope.safeParse(body);
  if (!schema || !outer.success) return null;
  const inner = schema.safeParse(outer.data.data);
  return inner.success ? { revision: outer.data.revision, data: inner.data as SectionContent } : null;
}
