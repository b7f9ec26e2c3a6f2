import { describe, expect, it } from "vitest";
import { exportFileName } from "@/server/spreadsheet/export-file-name";

describe("exportFileName", () => {
  it("names year, union, list and day", () => {
    expect(
      exportFileName({
        year: 2026,
        unit: "文峰区",
        list: "申报台账",
        on: "2026-11-22",
        format: "xlsx",
      }),
    ).toBe("2026年度_文峰区_申报台账_20261122.xlsx");
    expect(exportFileName({ unit: "文峰区", list: "成员花名册", on: "2026-11-22", format: "ods" })).toBe("文峰区_成员花名册_20261122.ods");
  });

  it("leaves out what a file system or a header could misread", () => {
    expect(exportFileName({ unit: '../a\\b:"c"\r\n\u202e', list: "?", on: "2026-11-22", format: "csv" })).toBe("..abc_-_20261122.csv");
  });
});
