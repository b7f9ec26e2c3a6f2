import { describe, expect, it } from "vitest";
import { addDays, chinaDate, fullYears, isCalendarDate, isWithinMonths, isYearMonth, monthsBefore, weekday } from "@/domain/calendar-date";

describe("isCalendarDate", () => {
  it("knows days that exist", () => {
    expect(["2024-02-29", "2026-12-31", "0001-01-01"].map(isCalendarDate)).toEqual([true, true, true]);
    const wrong = ["2026-02-29", "2026-04-31", "2026-13-01", "2026-1-1", "2026-01-01T00:00", "", null, 20260101];
    expect(wrong.map(isCalendarDate)).toEqual(wrong.map(() => false));
  });
});

describe("isYearMonth", () => {
  it("knows months", () => {
    expect(["1972-03", "1972-13", "1972-3", 197203].map(isYearMonth)).toEqual([true, false, false, false]);
  });
});

describe("chinaDate", () => {
  it("turns the day at 16:00 UTC", () => {
    expect(chinaDate(new Date("2026-05-17T15:59:59.999Z"))).toBe("2026-05-17");
    expect(chinaDate(new Date("2026-05-17T16:00:00.000Z"))).toBe("2026-05-18");
  });
});

describe("addDays and weekday", () => {
  it("cross months and years", () => {
    expect([addDays("2026-12-31", 1), addDays("2024-03-01", -1)]).toEqual(["2027-01-01", "2024-02-29"]);
    expect([weekday("2026-05-18"), weekday("2026-05-17")]).toEqual([1, 0]);
  });
});

describe("monthsBefore", () => {
  it.each([
    ["2026-05-18", 12, "2025-05-18"],
    ["2026-01-15", 1, "2025-12-15"],
    ["2026-03-31", 1, "2026-02-28"],
    ["2024-03-31", 1, "2024-02-29"],
    ["2024-02-29", 12, "2023-02-28"],
    ["2026-05-18", 0, "2026-05-18"],
  ])("%s less %i months is %s", (day, months, earlier) => {
    expect(monthsBefore(day, months)).toBe(earlier);
  });
});

describe("isWithinMonths", () => {
  it("includes both ends and nothing half-typed", () => {
    const within = (day: unknown) => isWithinMonths(day, 12, "2026-05-18");
    expect(["2025-05-18", "2026-05-18"].map(within)).toEqual([true, true]);
    expect(["2025-05-17", "2026-05-19", "2026-01", "2026-02-30", null].map(within)).toEqual(Array(5).fill(false));
  });
});

describe("fullYears", () => {
  it("counts a year on its day, or in its month", () => {
    expect([fullYears("2016-05-18", "2026-05-18"), fullYears("2016-05-19", "2026-05-18")]).toEqual([10, 9]);
    expect([fullYears("2008-05", "2026-05"), fullYears("2008-06", "2026-05")]).toEqual([18, 17]);
  });
});
