import { describe, expect, it } from "vitest";
import { addDays, weekday } from "@/domain/calendar-date";
import { addWorkingDays, isCalendarKnown, isWorkingDay, workingDaysUntil } from "@/domain/work-calendar";

const days = (from: string, to: string): string[] => (from > to ? [] : [from, ...days(addDays(from, 1), to)]);

/** State Council notice for 2026. */
const holidays = [
  ...days("2026-01-01", "2026-01-03"),
  ...days("2026-02-15", "2026-02-23"),
  ...days("2026-04-04", "2026-04-06"),
  ...days("2026-05-01", "2026-05-05"),
  ...days("2026-06-19", "2026-06-21"),
  ...days("2026-09-25", "2026-09-27"),
  ...days("2026-10-01", "2026-10-07"),
];
const worked = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"];

describe("isWorkingDay", () => {
  it("is right on each day of 2026", () => {
    const year = Array.from({ length: 365 }, (_, i) => addDays("2026-01-01", i));
    for (const day of year) {
      const weekend = [0, 6].includes(weekday(day));
      expect(isWorkingDay(day), day).toBe(worked.includes(day) || (!weekend && !holidays.includes(day)));
    }
    expect(year.filter(isWorkingDay)).toHaveLength(248);
  });

  it("knows weekends only in a year without a table", () => {
    expect([isWorkingDay("2031-10-01"), isWorkingDay("2031-10-04")]).toEqual([true, false]);
  });
});

describe("isCalendarKnown", () => {
  it("says for which years holidays are entered", () => {
    expect([isCalendarKnown(2026), isCalendarKnown(2031)]).toEqual([true, false]);
  });
});

describe("addWorkingDays", () => {
  it.each([
    ["2026-05-18", 0, "2026-05-18"],
    ["2026-05-18", 5, "2026-05-25"],
    ["2026-05-22", 1, "2026-05-25"],
    ["2026-04-30", 1, "2026-05-06"],
    ["2026-02-13", 2, "2026-02-24"],
    ["2026-09-18", 1, "2026-09-20"],
    ["2026-09-30", 10, "2026-10-20"],
  ])("%s and %i working days is %s", (day, count, result) => {
    expect(addWorkingDays(day, count)).toBe(result);
  });
});

describe("workingDaysUntil", () => {
  it("goes up by one on a working day and on no other, over three years", () => {
    for (let day = "2025-06-01"; day < "2028-06-01"; day = addDays(day, 1)) {
      const step = workingDaysUntil(day) - workingDaysUntil(addDays(day, -1));
      expect(step, day).toBe(Number(isWorkingDay(day)));
    }
  });
});
