import { addDays, weekday } from "./calendar-date";

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
  const day = weekday(date);
  return day !== 0 && day !== 6;
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
