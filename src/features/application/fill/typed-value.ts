import { isCalendarDate, isYearMonth } from "@/domain/calendar-date";
import type { FormField } from "@/domain/application-form";
import type { FieldValue } from "@/domain/form-content";

const INTEGER = /^-?\d{1,15}$/;
const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;
const PLAIN_DAY = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/;
const PLAIN_MONTH = /^(\d{4})(\d{2})$/;

const two = (digits = ""): string => digits.padStart(2, "0");

/** The day that people write as 2026-5-12, 2026/5/12, 2026.5.12, 2026年5月12日 or 20260512; null when it is none. */
export function looseDay(text: string): string | null {
  const match = DAY.exec(text.trim()) ?? PLAIN_DAY.exec(text.trim());
  const day = match && `${match[1]}-${two(match[2])}-${two(match[3])}`;
  return day && isCalendarDate(day) ? day : null;
}

/** The month that people write as 2026-5, 2026/5, 2026.5, 2026年5月 or 202605; null when it is none. */
export function looseMonth(text: string): string | null {
  const match = MONTH.exec(text.trim()) ?? PLAIN_MONTH.exec(text.trim());
  const month = match && `${match[1]}-${two(match[2])}`;
  return month && isYearMonth(month) ? month : null;
}

/**
 * The value of what was typed into a field of text. What does not parse stays as it was typed, for the form to object to;
 * nothing is cut, formatted or completed here.
 */
export function parseTyped(field: Pick<FormField, "type">, text: string): FieldValue {
  if (text === "") return null;
  if (field.type === "int") return INTEGER.test(text.trim()) ? Number(text.trim()) : text;
  if (field.type === "date") return looseDay(text) ?? text;
  if (field.type === "yearMonth") return looseMonth(text) ?? text;
  return text;
}

/** What a box shows of a value that it did not type itself. */
export function typedText(value: unknown): string {
  if (value === null || value === undefined || typeof value === "object") return "";
  return String(value);
}
