/** Calendar dates as text: a day is 'YYYY-MM-DD', a month 'YYYY-MM'. They compare as strings. No time zone takes part. */

const DAY = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;
const MONTH = /^[0-9]{4}-(0[1-9]|1[0-2])$/;
const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether the value is a day that exists. */
export function isCalendarDate(value: unknown): value is string {
  if (typeof value !== "string" || !DAY.test(value)) return false;
  const time = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === value;
}

/** Whether the value is a month 'YYYY-MM'. */
export function isYearMonth(value: unknown): value is string {
  return typeof value === "string" && MONTH.test(value);
}

/** The day in China (UTC+8, no daylight saving time) at an instant. */
export function chinaDate(instant: Date): string {
  return new Date(instant.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

/** The day that many days later; a negative number goes back. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day of the week, 0 = Sunday to 6 = Saturday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** The same day that many months earlier, or the last day of a shorter month. */
export function monthsBefore(date: string, months: number): string {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months;
  const year = Math.floor(index / 12);
  const month = index - year * 12;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(Number(date.slice(8, 10)), lastDay);
  return `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Whether a day lies within the last months: from the same day that many months ago until today, both included. */
export function isWithinMonths(value: unknown, months: number, today: string): boolean {
  return isCalendarDate(value) && value >= monthsBefore(today, months) && value <= today;
}

/** Full years from one day to another, or from one month to another; negative when `to` is earlier. */
export function fullYears(from: string, to: string): number {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);
}
