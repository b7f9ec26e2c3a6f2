import { createHash } from "node:crypto";
import fc from "fast-check";
import { readXlsx as readWithHucre } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { exportSheet, type ExportSummary } from "@/server/spreadsheet/export-sheet";
import type { ExportFormat, SheetColumn, SheetRow } from "@/server/spreadsheet/sheet";
import { anyText, AWKWARD, HOSTILE, wellFormed, withoutGuard, wouldBeFormula, xmlSafe } from "../../support/cell-texts";
import { collectStream } from "../../support/collect-stream";
import { readCsv } from "../../support/read-csv";
import { readOds } from "../../support/read-ods";
import { readXlsx } from "../../support/read-xlsx";
import { readZip } from "../../support/read-zip";
import { findSoffice, openInLibreOffice } from "../../support/soffice";

const COLUMNS: SheetColumn[] = [
  { header: "工作室名称", type: "text", width: 28 },
  { header: "成员数", type: "integer" },
  { header: "经费(万元)", type: "decimal", decimals: 2 },
  { header: "效益", type: "decimal" },
  { header: "出生年月", type: "month" },
  { header: "命名日期", type: "date" },
  { header: "提交时间", type: "dateTime" },
];

async function* iterate(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
  yield* rows;
}

async function file(format: ExportFormat, rows: readonly SheetRow[], columns = COLUMNS, title?: string): Promise<Buffer> {
  const sheet = { name: "申报台账", columns, ...(title === undefined ? {} : { title }) };
  return collectStream(exportSheet({ format, sheet, rows: iterate(rows) }));
}

describe("exportSheet: xlsx", () => {
  it("gives back every generated text, and holds no formula", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyText, { minLength: 5, maxLength: 5 }), { maxLength: 20 }), async (rows) => {
        const columns = [..."甲乙丙丁戊"].map((header): SheetColumn => ({
          header,
          type: "text",
        }));
        const book = await readXlsx(await file("xlsx", rows, columns));
        const [sheet] = book.sheets;
        expect(sheet!.formulas).toBe(0);
        const read = sheet!.rows.slice(1).map((row) => columns.map((_, i) => row[i]?.value ?? ""));
        expect(read).toEqual(rows.map((row) => row.map(wellFormed)));
        for (const cell of sheet!.rows.flat()) if (cell) expect(cell).toMatchObject({ kind: "text", format: "@" });
      }),
      { numRuns: 150 },
    );
  });

  it("is read the same by an independent library", async () => {
    const texts = [...HOSTILE, ...AWKWARD].filter((text) => text !== "" && !/_x[0-9A-F]{4}_/.test(text));
    const columns: SheetColumn[] = [{ header: "文字", type: "text" }];
    const book = await readWithHucre(
      await file(
        "xlsx",
        texts.map((text) => [text]),
        columns,
      ),
    );
    expect(book.sheets[0]!.rows.slice(1).map((row) => row[0])).toEqual(texts.map(wellFormed));
  });

  it("writes numbers as exact numbers and dates as real dates", async () => {
    const submitted = new Date("2026-11-22T16:05:06Z");
    const book = await readXlsx(await file("xlsx", [["劳模", 12, "12.50", "-0.000001", "1975-03", "2026-11-22", submitted]]));
    expect(book.sheets[0]!.rows[1]).toEqual([
      { kind: "text", value: "劳模", format: "@" },
      { kind: "number", value: "12", format: "0" },
      { kind: "number", value: "12.50", format: "0.00" },
      { kind: "number", value: "-0.000001", format: "General" },
      { kind: "number", value: "27454", format: "yyyy-mm" },
      { kind: "number", value: "46348", format: "yyyy-mm-dd" },
      { kind: "number", value: String(46349 + 306 / 86400), format: "yyyy-mm-dd hh:mm:ss" },
    ]);
  });

  it("keeps as text what a number or a date could not hold", async () => {
    const rows: SheetRow[] = [["a", "007", "1234567890123456.78", "NaN", "1975-**", "2026-02-30", "昨天"]];
    const book = await readXlsx(await file("xlsx", rows));
    expect(book.sheets[0]!.rows[1]!.map((cell) => [cell.kind, cell.value])).toEqual(rows[0]!.map((value) => ["text", value]));
  });

  it("shows a day before March 1900 as text, because Excel counts a leap day that never was", async () => {
    const book = await readXlsx(await file("xlsx", [["a", null, null, null, null, "1900-02-28", null]]));
    expect(book.sheets[0]!.rows[1]![5]).toMatchObject({ kind: "text", value: "1900-02-28" });
  });

  it("freezes the header below a merged title and prints on A3 across", async () => {
    const book = await readXlsx(await file("xlsx", [["a"], ["b"]], COLUMNS, "2026年度申报台账"));
    const [sheet] = book.sheets;
    expect(sheet!.frozenRows).toBe(2);
    expect(sheet!.merged).toEqual(["A1:G1"]);
    expect(sheet!.page).toMatchObject({
      paperSize: "8",
      orientation: "landscape",
      fitToWidth: "1",
      fitToHeight: "0",
    });
    expect(book.names["_xlnm.Print_Area#0"]).toBe("'申报台账'!$A$1:$G$4");
    expect(book.names["_xlnm.Print_Titles#0"]).toBe("'申报台账'!$1:$2");
    expect(sheet!.widths[0]).toBe(28);
    expect(sheet!.widths[2]).toBe(12);
    expect(sheet!.rows[1]!.map((cell) => cell.value)).toEqual(COLUMNS.map((column) => column.header));
  });

  it("cuts a text that Excel would call damage, and says so in the cell", async () => {
    const book = await readXlsx(await file("xlsx", [["长".repeat(40_000)]], COLUMNS.slice(0, 1)));
    const value = book.sheets[0]!.rows[1]![0]!.value;
    expect(value).toHaveLength(32_767);
    expect(value.endsWith("（超出单元格上限，后文略 · the rest does not fit into a cell）")).toBe(true);
  });

  it("gives the same bytes for the same rows", async () => {
    expect(await file("xlsx", [["a", 1]])).toEqual(await file("xlsx", [["a", 1]]));
  });
});

describe("exportSheet: ods", () => {
  it("gives back every generated text, and holds no formula", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyText, { minLength: 4, maxLength: 4 }), { maxLength: 20 }), async (rows) => {
        const columns = [..."甲乙丙丁"].map((header): SheetColumn => ({ header, type: "text" }));
        const { tables } = await readOds(await file("ods", rows, columns));
        expect(tables[0]!.formulas).toBe(0);
        const read = tables[0]!.rows.slice(1).map((row) => columns.map((_, i) => row[i]?.value ?? ""));
        expect(read).toEqual(rows.map((row) => row.map(xmlSafe)));
      }),
      { numRuns: 150 },
    );
  });

  it("begins with its media type uncompressed, freezes the header and prints on A3 across", async () => {
    const bytes = await file("ods", [["a"]], COLUMNS, "标题");
    expect(bytes.subarray(30, 84).toString()).toBe("mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
    const { tables, parts } = await readOds(bytes);
    expect(tables[0]!.headerRows).toBe(2);
    expect(parts.get("settings.xml")).toContain('config:name="VerticalSplitPosition" config:type="int">2<');
    expect(parts.get("styles.xml")).toContain('fo:page-width="42cm" fo:page-height="29.7cm" style:print-orientation="landscape"');
  });

  it("types numbers and dates", async () => {
    const { tables } = await readOds(await file("ods", [["a", 3, "1.50", "2", "1975-03", "2026-11-22", new Date("2026-11-22T16:05:06Z")]]));
    expect(tables[0]!.rows[1]!.map((cell) => [cell.format, cell.value])).toEqual([
      ["string", "a"],
      ["float", "3"],
      ["float", "1.50"],
      ["float", "2"],
      ["date", "1975-03-01"],
      ["date", "2026-11-22"],
      ["date", "2026-11-23T00:05:06"],
    ]);
  });
});

describe("exportSheet: csv", () => {
  it("gives back every generated text behind at most one apostrophe, which stands before every would-be formula", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyText, { minLength: 3, maxLength: 3 }), { maxLength: 20 }), async (rows) => {
        const columns = [..."甲乙丙"].map((header): SheetColumn => ({ header, type: "text" }));
        const text = (await file("csv", rows, columns)).toString("utf8");
        expect(text.startsWith("\ufeff")).toBe(true);
        const read = readCsv(text.slice(1)).slice(1);
        for (const cell of read.flat()) expect(wouldBeFormula(cell)).toBe(false);
        const original = read.map((row) => row.map(withoutGuard));
        expect(original).toEqual(rows.map((row) => row.map(wellFormed)));
      }),
      { numRuns: 300 },
    );
  });

  it("writes numbers and dates plainly, a negative number without an apostrophe", async () => {
    const text = (await file("csv", [["甲,乙", -3, "-1.50", null, "1975-03", "2026-11-22", new Date("2026-11-22T16:05:06Z")]])).toString(
      "utf8",
    );
    expect(text).toBe(
      '\ufeff工作室名称,成员数,经费(万元),效益,出生年月,命名日期,提交时间\r\n"甲,乙",-3,-1.50,,1975-03,2026-11-22,2026-11-23 00:05:06\r\n',
    );
  });
});

describe("exportSheet: more rows than a sheet can hold", () => {
  async function* many(): AsyncGenerator<SheetRow> {
    for (let i = 1; i <= 1_048_580; i++) yield [i];
  }

  it.each([
    ["xlsx", ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"], /<row /g],
    ["ods", ["content.xml"], /<table:table-row/g],
  ] as const)("%s goes on on a second sheet with its own header", { timeout: 60_000 }, async (format, paths, row) => {
    const columns: SheetColumn[] = [{ header: "序号", type: "integer" }];
    const parts = await readZip(await collectStream(exportSheet({ format, sheet: { name: "台账", columns }, rows: many() })));
    const sheets = format === "ods" ? parts.get("content.xml")!.split("</table:table>").slice(0, 2) : paths.map((path) => parts.get(path)!);
    expect(sheets.map((text) => text.match(row)!.length)).toEqual([1_048_576, 6]);
    expect(sheets.map((text) => text.split("序号").length - 1)).toEqual([1, 1]);
    expect(parts.get(format === "ods" ? "settings.xml" : "xl/workbook.xml")).toContain('"台账_2"');
  });
});

describe("exportSheet: stream", () => {
  function endless(state: { taken: number; closed: boolean }): AsyncIterable<SheetRow> {
    return (async function* () {
      try {
        for (;;) yield [`第${++state.taken}行`, state.taken];
      } finally {
        state.closed = true;
      }
    })();
  }

  it.each(["xlsx", "ods", "csv"] as const)("%s: reports rows, bytes and SHA-256 before the last bytes leave", async (format) => {
    let summary: ExportSummary | undefined;
    let bytesAtEnd = -1;
    let received = 0;
    const chunks: Uint8Array[] = [];
    const stream = exportSheet({
      format,
      sheet: { name: "a", columns: COLUMNS },
      rows: iterate([["a"], ["b"], ["c"]]),
      onEnd: async (ended) => {
        summary = ended;
        bytesAtEnd = received;
      },
    });
    for await (const chunk of stream) {
      received += chunk.length;
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    expect(summary).toEqual({
      outcome: "finished",
      rows: 3,
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(bytesAtEnd).toBeLessThan(bytes.length);
  });

  it("holds the end of the file back when the audit entry cannot be written", async () => {
    const stream = exportSheet({
      format: "xlsx",
      sheet: { name: "a", columns: COLUMNS },
      rows: iterate([["a"]]),
      onEnd: () => Promise.reject(new Error("no audit")),
    });
    await expect(collectStream(stream)).rejects.toThrow("no audit");
  });

  it.each(["xlsx", "ods", "csv"] as const)(
    "%s: takes rows only as the reader takes bytes, and ends the source when it goes away",
    async (format) => {
      const state = { taken: 0, closed: false };
      let ended: ExportSummary | undefined;
      const stream = exportSheet({
        format,
        sheet: { name: "a", columns: COLUMNS.slice(0, 2) },
        rows: endless(state),
        onEnd: async (summary) => void (ended = summary),
      });
      const reader = stream.getReader();
      for (let i = 0; i < 5; i++) await reader.read();
      await new Promise((resolve) => setTimeout(resolve, 100));
      const taken = state.taken;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(state.taken).toBe(taken);
      await reader.cancel();
      await expect.poll(() => [state.closed, ended?.outcome]).toEqual([true, "aborted"]);
      expect(ended!.rows).toBeLessThanOrEqual(state.taken);
    },
  );

  it("ends with the reason of an aborted signal", async () => {
    const state = { taken: 0, closed: false };
    const control = new AbortController();
    const stream = exportSheet({
      format: "csv",
      sheet: { name: "a", columns: COLUMNS },
      rows: endless(state),
      signal: control.signal,
    });
    const reader = stream.getReader();
    await reader.read();
    control.abort(new Error("tab closed"));
    await expect(reader.read()).rejects.toThrow("tab closed");
    await expect.poll(() => state.closed).toBe(true);
  });

  it.each(["xlsx", "csv"] as const)("%s: fails with the error of the rows", async (format) => {
    let outcome: string | undefined;
    const rows = (async function* (): AsyncGenerator<SheetRow> {
      yield ["a"];
      throw new Error("database away");
    })();
    const stream = exportSheet({
      format,
      sheet: { name: "a", columns: COLUMNS },
      rows,
      onEnd: async (summary) => void (outcome = summary.outcome),
    });
    await expect(collectStream(stream)).rejects.toThrow("database away");
    expect(outcome).toBe("failed");
  });
});

const soffice = findSoffice();

describe.skipIf(!soffice)(`exportSheet: LibreOffice (${soffice ? soffice : "skipped: soffice is not installed"})`, () => {
  const visible = [...HOSTILE, ...AWKWARD].filter((text) => !/[\0\u0001\ufffe\uffff]/.test(text) && text.isWellFormed());

  it.each(["xlsx", "ods"] as const)("opens %s and shows the same values", { timeout: 180_000 }, async (format) => {
    const rows: SheetRow[] = [
      ["劳模创新工作室", 12, "12.50", "0.25", "1975-03", "2026-11-22", new Date("2026-11-22T16:05:06Z")],
      ...visible.map((text): SheetRow => [text, 1, "-3.00", "7", null, null, null]),
    ];
    const shown = await openInLibreOffice(soffice!, await file(format, rows, COLUMNS, "2026年度"), format);
    expect(shown[0]![0]).toBe("2026年度");
    expect(shown[1]).toEqual(COLUMNS.map((column) => column.header));
    expect(shown[2]).toEqual(["劳模创新工作室", "12", "12.50", "0.25", "1975-03", "2026-11-22", "2026-11-23 00:05:06"]);
    const lines = (text: string) => text.replace(/\r\n?/g, "\n");
    expect(shown.slice(3).map((row) => lines(row[0]!))).toEqual(visible.map(lines));
    expect(new Set(shown.slice(3).map((row) => row.slice(1).join("|")))).toEqual(new Set(["1|-3.00|7|||"]));
  });
});
