import { enumLabel } from "./enumerations";
import type { FieldValue } from "./form-content";
import { isEmpty } from "./form-context";
import type { FormField } from "./form-field";
import { inList, type Locale } from "./locale";

/** Names that stand for codes: regions of the tenant, organisations that a form names. */
export type FieldNames = { locale: Locale; regions: Readonly<Record<string, string>>; orgs: Readonly<Record<string, string>> };

const YES_NO = { "zh-CN": ["是", "否"], en: ["Yes", "No"] } as const;

export function labelOf(field: Pick<FormField, "label" | "labelEn">, locale: Locale): string {
  return locale === "en" ? field.labelEn : field.label;
}

/** A stored value in words, with its unit; "" when nothing is there. Tables and files have no text of their own. */
export function fieldText(field: FormField, value: FieldValue | undefined, names: FieldNames): string {
  if (value === undefined || value === null || isEmpty(value)) return "";
  const list = Array.isArray(value) ? value : [value];
  const words = inList(
    list.map((one) => word(field, one, names)),
    names.locale,
  );
  return field.unit ? `${words} ${field.unit}` : words;
}

function word(field: FormField, value: string | number | boolean, names: FieldNames): string {
  if (typeof value === "boolean") return YES_NO[names.locale][value ? 0 : 1];
  const key = String(value);
  if (field.type === "orgRef") return names.orgs[key] ?? key;
  if (field.enum === "region") return names.regions[key] ?? key;
  return field.enum ? enumLabel(field.enum, key, names.locale) : key;
}

/** The raw stored value as one text, for screens that are read by programs. */
export function rawText(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.join(",") : String(value);
}
