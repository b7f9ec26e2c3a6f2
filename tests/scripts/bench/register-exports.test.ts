import { describe, expect, it } from "vitest";
import { csvRecords, xlsxRows } from "../../../scripts/bench/register-exports";
import { exportSheet } from "../../../src/server/spreadsheet/export-sheet";
import { collectStream } from "../../support/collect-stream";

const TEXTS = ["一行", '带 "引号"', "两\n行", "<row 不是 行>", ""];

async function file(format: "csv" | "xlsx", count: number): Promise<Buffer> {
  const rows = (async function* () {
    for (let n = 0; n < count; n++) yield [TEXTS[n % TEXTS.length] as string, n];
  })();
  const columns = [
    { header: "列", type: "text" as const },
    { header: "数", type: "integer" as const },
  ];
  return collectStream(exportSheet({ format, sheet: { name: "表", columns }, rows }));
}

describe("csvRecords", () => {
  it("counts records and not the lines inside of a cell", async () => expect(csvRecords(await file("csv", 1003))).toBe(1004));
});

describe("xlsxRows", () => {
  it("counts rows without the head, and no text that looks like one", async () =>
    expect(await xlsxRows(await file("xlsx", 1003))).toBe(1003));
});
