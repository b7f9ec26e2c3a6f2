/**
 * Dates on screen. The whole product lives in UTC+8, which has no summer time, so a moment is shifted by
 * eight hours and read as UTC: no Intl time zone data is needed, and server and browser always agree.
 *
 * A moment is a Date or an ISO string with a time; a day is "YYYY-MM-DD" and a month "YYYY-MM", without a zone.
 */
export type DateValue = Date | string;

type Parts = { year: number; month: number; day: number; hour: number; minute: number };

const OFFSET_MS = 8 * 3600 * 1000;
const EN_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function partsOf(value: DateValue): Parts | undefined {
  if (typeof value === "string") {
    const day = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value);
    if (day) return { year: Number(day[1]), month: Number(day[2]), day: Number(day[3] ?? 1), hour: 0, minute: 0 };
  }
  const moment = value instanceof Date ? value : new Date(value);
  if (Number.isNaN(moment.getTime())) return undefined;
  const shifted = new Date(moment.getTime() + OFFSET_MS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  };
}

const two = (n: number): string => String(n).padStart(2, "0");

/** 2026年5月18日, or 18 May 2026. What cannot be read as a date comes back as it is. */
export function formatDate(value: DateValue, locale = "zh-CN"): string {
  const p = partsOf(value);
  if (!p) return String(value);
  return locale === "en" ? `${p.day} ${EN_MONTHS[p.month - 1]} ${p.year}` : `${p.year}年${p.month}月${p.day}日`;
}

/** 2026年5月, or May 2026. */
export function formatMonth(value: DateValue, locale = "zh-CN"): string {
  const p = partsOf(value);
  if (!p) return String(value);
  return locale === "en" ? `${EN_MONTHS[p.month - 1]} ${p.year}` : `${p.year}年${p.month}月`;
}

/** 12:03 in UTC+8. */
export function formatTime(value: DateValue): string {
  const p = partsOf(value);
  return p ? `${two(p.hour)}:${two(p.minute)}` : String(value);
}

/** 2026年5月18日 12:03, or 18 May 2026, 12:03. */
export function formatDateTime(value: DateValue, locale = "zh-CN"): string {
  if (!partsOf(value)) return String(value);
  return `${formatDate(value, locale)}${locale === "en" ? ", " : " "}${formatTime(value)}`;
}

/** 2026-05-18, for dense tables; the same in every language. */
export function formatShortDate(value: DateValue): string {
  const p = partsOf(value);
  return p ? `${p.year}-${two(p.month)}-${two(p.day)}` : String(value);
}

/** 05-18 12:03, for dense tables. */
export function formatShortDateTime(value: DateValue): string {
  const p = partsOf(value);
  return p ? `${two(p.month)}-${two(p.day)} ${two(p.hour)}:${two(p.minute)}` : String(value);
}
