import { describe, expect, it } from "vitest";
import { formatDate, formatDateTime, formatMonth, formatShortDate, formatShortDateTime, formatTime } from "@/lib/format-date";

describe("formatDate", () => {
  it("words a day in Chinese and English", () => {
    expect(formatDate("2026-05-18")).toBe("2026年5月18日");
    expect(formatDate("2026-05-18", "en")).toBe("18 May 2026");
  });
  it("reads a moment in UTC+8, also across midnight and the turn of the year", () => {
    expect(formatDate(new Date("2026-05-18T15:59:59Z"))).toBe("2026年5月18日");
    expect(formatDate(new Date("2026-05-18T16:00:00Z"))).toBe("2026年5月19日");
    expect(formatDate("2026-12-31T16:00:00.000Z")).toBe("2027年1月1日");
  });
  it("gives back what is no date", () => {
    expect(formatDate("待定")).toBe("待定");
  });
});

describe("formatMonth", () => {
  it("takes a month or a day", () => {
    expect(formatMonth("1978-05")).toBe("1978年5月");
    expect(formatMonth("1978-05-18", "en")).toBe("May 1978");
  });
});

describe("formatTime", () => {
  it("pads to two digits in UTC+8", () => {
    expect(formatTime(new Date("2026-05-18T01:03:00Z"))).toBe("09:03");
  });
});

describe("formatDateTime", () => {
  it("joins day and time", () => {
    expect(formatDateTime(new Date("2026-05-18T04:03:00Z"))).toBe("2026年5月18日 12:03");
    expect(formatDateTime(new Date("2026-05-18T04:03:00Z"), "en")).toBe("18 May 2026, 12:03");
  });
});

describe("formatShortDate", () => {
  it("is the same in every language", () => {
    expect(formatShortDate(new Date("2026-05-08T04:03:00Z"))).toBe("2026-05-08");
  });
});

describe("formatShortDateTime", () => {
  it("leaves out the year", () => {
    expect(formatShortDateTime(new Date("2026-05-08T04:03:00Z"))).toBe("05-08 12:03");
  });
});
