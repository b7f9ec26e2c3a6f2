import { addDays, weekday } from "./calendar-date";

const DAY_MS = 86_400_000;

/** First and last day, both included. */
type Span = readonly [from: string, to: string];

/** What the State Council announces for a year: public holidays, and weekend days worked instead (调休). */
type YearCalendar = { holidays: readonly Span[]; workedWeekends: readonly string[] };

/** Years the announcement of which has been entered. Other years know weekends only. */
const CALENDARS: Readonly<Record<string, YearCalendar>> = {
  "2026": {
    holidays: [
      ["2026-01-01", "2026-01-03"], // New Year
      ["2026-02-15", "2026-02-23"], // Spring Festival
      ["2026-04-04", "2026-04-06"], // Qingming
      ["2026-05-01", "2026-05-05"], // Labour Day
      ["2026-06-19", "2026-06-21"], // Dragon Boat Festival
      ["2026-09-25", "2026-09-27"], // Mid-Autumn Festival
      ["2026-10-01", "2026-10-07"], // National Day
    ],
    workedWeekends: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
  },
};

/** Whether holidays of the year are known; when not, a date that crosses a holiday is only a proposal. */
export function isCalendarKnown(year: number): boolean {
  return String(year) in CALENDARS;
}

/** Whether people work on that day (YYYY-MM-DD): worked weekends yes, public holidays and other weekends no. */
export function isWorkingDay(date: string): boolean {
  const calendar = CALENDARS[date.slice(0, 4)];
  if (calendar?.workedWeekends.includes(date)) return true;
  if (calendar?.holidays.some(([from, to]) => date >= from && date <= to)) return false;
  return isWeekday(date);
}

function isWeekday(date: string): boolean {
  const day = weekday(date);
  return day !== 0 && day !== 6;
}

/** Days on which the announcements differ from the week: +1 worked although a weekend, -1 free although not. In order. */
const EXCEPTIONS: readonly (readonly [day: string, change: number])[] = Object.entries(CALENDARS)
  .flatMap(([year, { holidays, workedWeekends }]) => {
    const named = new Set([...workedWeekends, ...holidays.flatMap(([from, to]) => daysOf(from, to))].filter((day) => day.startsWith(year)));
    return [...named].map((day) => [day, Number(isWorkingDay(day)) - Number(isWeekday(day))] as const);
  })
  .filter(([, change]) => change !== 0)
  .sort(([a], [b]) => (a < b ? -1 : 1));

function daysOf(from: string, to: string): string[] {
  return from > to ? [] : [from, ...daysOf(addDays(from, 1), to)];
}

/**
 * Working days from a Monday long ago up to and including that day, counted and not walked: lists ask it for every row. The difference of
 * two is the working days between them. NaN for what is no day.
 */
export function workingDaysUntil(date: string): number {
  const [year = NaN, month = NaN, day = NaN] = date.split("-").map(Number);
  // day 4 of 1970 was a Monday
  const days = Date.UTC(year, month - 1, day) / DAY_MS - 3;
  const [weeks, rest] = [Math.floor(days / 7), days - Math.floor(days / 7) * 7];
  let count = weeks * 5 + Math.min(rest, 5);
  for (const [exception, change] of EXCEPTIONS) {
    if (exception > date) break;
    count += change;
  }
  return count;
}

/** The n-th working day after a day; the day itself does not count. n = 0 gives the day itself. */
export function addWorkingDays(date: string, days: number): string {
  let result = date;
  for (let left = days; left > 0;) {
    result = addDays(result, 1);
    if (isWorkingDay(result)) left -= 1;
  }
  return result;
}
