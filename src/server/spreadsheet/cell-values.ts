import type { CellType, CellValue } from "./sheet";

const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const MONTH = /^(\d{4})-(\d{2})$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const UTC_PLUS_8_MS = 8 * 3600 * 1000;
const DAY_MS = 86_400_000;

/** Digits a spreadsheet keeps of a number; a longer one is written as text, so that what was stored is what is read. */
const SIGNIFICANT_DIGITS = 15;

/** The number as it is written into the file, or null where the value is no number that a spreadsheet can keep exactly. */
export function numberText(value: CellValue): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? String(value === 0 ? 0 : value) : null;
  const text = typeof value === "bigint" ? value.toString() : value;
  if (typeof text !== "string" || !PLAIN_NUMBER.test(text)) return null;
  if (text.length > SIGNIFICANT_DIGITS) {
    const significant = text.replace(/^-?(?:0\.)?0*/, "").replace(".", "");
    if (significant.length > SIGNIFICANT_DIGITS) return null;
  }
  return text;
}

export type DateCell = {
  /** Days since 1899-12-30 in UTC+8, what Excel stores. */
  serial: number;
  /** ISO text without a zone: 2026-11, 2026-11-22 or 2026-11-22T15:04:05. */
  iso: string;
};

/** The date of a cell, or null where the value is no real date of that type. Instants are turned into UTC+8. */
export function dateCell(type: CellType, value: CellValue): DateCell | null {
  if (type === "dateTime") return instantCell(value);
  const text = value instanceof Date ? localIso(value)?.slice(0, type === "month" ? 7 : 10) : value;
  if (typeof text !== "string") return null;
  const match = (type === "month" ? MONTH : DATE).exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 1)];
  const at = new Date(Date.UTC(year, month - 1, day));
  if (year < 1 || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return { serial: at.getTime() / DAY_MS + 25_569, iso: text };
}

function instantCell(value: CellValue): DateCell | null {
  const at = typeof value === "string" && /T.*(?:Z|[+-]\d\d:\d\d)$/.test(value) ? new Date(value) : value;
  if (!(at instanceof Date)) return null;
  const iso = localIso(at);
  if (!iso) return null;
  const seconds = Math.floor((at.getTime() + UTC_PLUS_8_MS) / 1000);
  return { serial: seconds / 86_400 + 25_569, iso };
}

/** 2026-11-22T15:04:05 in UTC+8; null for an invalid date or a year that four digits cannot show. */
function localIso(at: Date): string | null {
  const time = at.getTime() + UTC_PLUS_8_MS;
  if (Number.isNaN(time) || time < -62_135_596_800_000 || time > 253_402_300_799_999) return null;
  return new Date(time).toISOString().slice(0, 19);
}

/** The text of a value that is not written as a number or a date. */
export function plainText(value: CellValue): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return localIso(value)?.replace("T", " ") ?? "";
  return typeof value === "string" ? value : String(value);
}
