import type { FieldValue } from "./form-content";
import type { FormField } from "./form-field";

const WHOLE_NUMBER = /^-?\d{1,15}$/;

/**
 * What a text typed into a field is kept as: a whole number where the field is one and the text reads as one, else the
 * text itself, so that nothing typed is lost and the form can say what is wrong with it. Decimals stay text.
 */
export function typedValue(field: Pick<FormField, "type">, text: string): FieldValue {
  const trimmed = text.trim();
  return field.type === "int" && WHOLE_NUMBER.test(trimmed) ? Number(trimmed) : text;
}
