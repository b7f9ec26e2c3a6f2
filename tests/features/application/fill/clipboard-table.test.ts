import { describe, expect, it } from "vitest";
import { fieldAt, type FormField } from "@/domain/application-form";
import { parseClipboardTable, pastedRows, pastedValue, proposeMapping } from "@/features/application/fill/clipboard-table";

const at = (path: string): FormField => fieldAt(path) as FormField;

describe("parseClipboardTable", () => {
  it("reads tab-separated lines of Excel and leaves out empty ones", () => {
    expect(parseClipboardTable("a\tb\r\n\r\nc\td\r\n\t\r\n")).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  it("keeps line breaks, tabs and doubled quotes of a quoted cell", () => {
    expect(parseClipboardTable('"第一行\n第""二""行\t完"\t9')).toEqual([['第一行\n第"二"行\t完', "9"]]);
  });

  it("takes a quote that nobody closed as a quote that somebody typed", () => {
    expect(parseClipboardTable('"三段控温"焊接法\t2021')).toEqual([['"三段控温"焊接法', "2021"]]);
    expect(parseClipboardTable('"开头\t1')).toEqual([['"开头', "1"]]);
  });
});

describe("proposeMapping", () => {
  const members = at("team.members");

  it("maps by headings, full or short, whatever their order", () => {
    const { mapping, hasHeading } = proposeMapping(members, [
      ["序号", "性别", "成员姓名", "出生年月", "分工（必填）"],
      ["1", "男", "田承泽", "1981.06", "焊接"],
    ]);
    expect(hasHeading).toBe(true);
    expect(mapping).toEqual([null, "gender", "name", "birth", "duty"]);
  });

  it("follows the order of the columns when there is no heading", () => {
    const { mapping, hasHeading } = proposeMapping(members, [["田承泽", "男", "1981-06"]]);
    expect(hasHeading).toBe(false);
    expect(mapping).toEqual(["name", "gender", "birth"]);
  });

  it("gives no place to a column too many and never maps two columns to one", () => {
    const pairs = at("results.benefits");
    expect(proposeMapping(pairs, [["2024", "1", "x"]]).mapping).toEqual(["year", "amount", null]);
    expect(proposeMapping(members, [["成员姓名", "成员姓名"]]).mapping).toEqual(["name", null]);
  });
});

describe("pastedValue", () => {
  const fits = (path: string, cell: string) => pastedValue(at(path), cell);

  it("reads dates and months the ways people write them", () => {
    for (const cell of ["2026/5/12", "2026.5.12", "2026-05-12", "2026年5月12日", "20260512", "2026/5/12 0:00"]) {
      expect(fits("records.activities.heldOn", cell)).toEqual({ value: "2026-05-12", fits: true });
    }
    for (const cell of ["1981.6", "1981-06", "1981年6月", "1981/6/1", "198106"]) {
      expect(fits("team.members.birth", cell)).toEqual({ value: "1981-06", fits: true });
    }
  });

  it("takes labels and keys of enumerations, and several separated by 、", () => {
    expect(fits("team.members.gender", "男").value).toBe("male");
    expect(fits("team.members.gender", "male").value).toBe("male");
    expect(fits("funding.byYear.sources", "单位拨付、工会经费")).toEqual({ value: ["unit", "unionFund"], fits: true });
    expect(fits("funding.byYear.sources", "单位拨付、彩票")).toEqual({ value: "单位拨付、彩票", fits: false });
  });

  it("reads numbers with separators, and keeps what is no number as it was", () => {
    expect(fits("facilities.equipment.quantity", "1,200")).toEqual({ value: 1200, fits: true });
    expect(fits("funding.byYear.amount", "18.00")).toEqual({ value: "18.00", fits: true });
    expect(fits("facilities.equipment.quantity", "约30台")).toEqual({ value: "约30台", fits: false });
    expect(fits("records.activities.heldOn", "2026-02-30")).toEqual({ value: "2026-02-30", fits: false });
    expect(fits("team.members.gender", "保密")).toEqual({ value: "保密", fits: false });
  });

  it("loses no cell of a row", () => {
    const rows = pastedRows(at("results.benefits"), [["二〇二四", "118.60"]], ["year", "amount"]);
    expect(rows).toEqual([{ year: { value: "二〇二四", fits: false }, amount: { value: "118.60", fits: true } }]);
  });
});
