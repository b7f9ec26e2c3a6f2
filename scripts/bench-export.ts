/**
 * Speed and memory of the spreadsheet writers: 100,000 rows of 40 columns (or `--rows N`) into a sink, each format in its own
 * process: `node --import tsx scripts/bench-export.ts`. Growth is the highest resident memory above what the process held before the first row. `--json` for machines.
 */
import { execFileSync } from "node:child_process";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import type Exceljs from "exceljs";
import { exportSheet } from "../src/server/spreadsheet/export-sheet";
import type { ExportFormat, SheetColumn, SheetRow } from "../src/server/spreadsheet/sheet";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "100000" },
    format: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const ROWS = Number(values.rows);
const TYPES = ["integer", "text", "text", "date", "decimal"] as const;
const COLUMNS: SheetColumn[] = Array.from({ length: 40 }, (_, i) => ({
  header: `第${i + 1}列`,
  type: TYPES[i % TYPES.length]!,
}));

async function* sampleRows(): AsyncGenerator<SheetRow> {
  for (let i = 0; i < ROWS; i++) {
    const day = `202${i % 10}-${String((i % 12) + 1).padStart(2, "0")}-15`;
    const row: SheetRow = COLUMNS.map(
      (_, c) =>
        [i * 40 + c, `劳模创新工作室${(i * 7 + c) % 977}号`, `1380000${String(i).padStart(6, "0")}`, day, ((i % 1000) / 100).toFixed(2)][
          c % 5
        ],
    );
    yield row;
  }
}

/** The same rows written by exceljs, as a stream too: the control. */
async function writeWithExceljs(Excel: typeof Exceljs): Promise<number> {
  let bytes = 0;
  const stream = new Writable({ write: (chunk: Buffer, _encoding, done) => ((bytes += chunk.length), done()) });
  const book = new Excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet("申报台账");
  sheet.addRow(COLUMNS.map((column) => column.header)).commit();
  for await (const row of sampleRows()) sheet.addRow(row as unknown[]).commit();
  sheet.commit();
  await book.commit();
  return bytes;
}

async function measure(format: ExportFormat | "exceljs") {
  // ours is loaded by now, too
  const exceljs = format === "exceljs" ? (await import("exceljs")).default : undefined;
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  let bytes = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const started = performance.now();
  if (exceljs) bytes = await writeWithExceljs(exceljs);
  else if (format !== "exceljs") {
    const stream = exportSheet({
      format,
      sheet: { name: "申报台账", columns: COLUMNS },
      rows: sampleRows(),
    });
    for await (const chunk of stream) {
      bytes += chunk.length;
      peak = Math.max(peak, process.memoryUsage().rss);
    }
  }
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  return {
    format,
    rows: ROWS,
    columns: COLUMNS.length,
    seconds,
    fileBytes: bytes,
    growthBytes: peak - before,
  };
}

if (values.format) {
  process.stdout.write(`${JSON.stringify(await measure(values.format as ExportFormat))}\n`);
} else {
  for (const format of ["xlsx", "exceljs", "ods", "csv"]) {
    const line = execFileSync(
      process.execPath,
      ["--expose-gc", ...process.execArgv, import.meta.filename, "--rows", values.rows, "--format", format],
      { encoding: "utf8" },
    );
    if (values.json) process.stdout.write(line);
    else {
      const r = JSON.parse(line) as Awaited<ReturnType<typeof measure>>;
      const mega = (n: number) => (n / 1e6).toFixed(1);
      process.stdout.write(
        `${format}: ${r.rows} × ${r.columns} in ${r.seconds.toFixed(2)} s, file ${mega(r.fileBytes)} MB, memory growth ${mega(r.growthBytes)} MB\n`,
      );
    }
  }
}
