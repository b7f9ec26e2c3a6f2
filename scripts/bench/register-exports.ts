import yauzl from "yauzl";
import type { BenchPortal } from "./bench-portal";
import { grantOf } from "./seeded-portal";

type Format = "csv" | "xlsx";
/**
 * One file of the whole register through the portal. said: rows by its header; written: rows that stand in it; expected: rows by the
 * database. Seconds and growth (most resident bytes of all web processes above those before it) of each time; bytes of the last.
 */
export type RegisterFigure = {
  format: Format;
  status: number;
  said: number;
  written: number;
  expected: number;
  seconds: number[];
  growth: number[];
  bytes: number;
};

const TIMES = 3;
const LOOK_MS = 100;

/** The whole register as an admin of the city asks for it, csv and xlsx, three times each in turn, after one short file of each. */
export async function measureRegister(portal: BenchPortal): Promise<RegisterFigure[]> {
  const cookie = await portal.signIn(await grantOf(portal, "cityAdmin"));
  const { rows } = await portal.database.query(
    "SELECT count(*)::int AS n, min(number) AS number FROM application a JOIN org_unit c ON c.org_path = a.city_path WHERE c.code = 'AY' AND first_submitted_at IS NOT NULL",
  );
  const { n: expected, number } = rows[0] as { n: number; number: string };
  const figures = (["csv", "xlsx"] as const).map((format): RegisterFigure => ({
    format,
    status: 200,
    said: expected,
    written: expected,
    expected,
    seconds: [],
    growth: [],
    bytes: 0,
  }));
  for (const { format } of figures) await exported(portal, cookie, { format, q: number });
  for (let n = 0; n < TIMES; n++)
    for (const figure of figures) {
      const before = portal.memory();
      let peak = before;
      const watch = setInterval(() => (peak = Math.max(peak, portal.memory())), LOOK_MS);
      const from = performance.now();
      const { status, said, file } = await exported(portal, cookie, { format: figure.format }).finally(() => clearInterval(watch));
      figure.seconds.push((performance.now() - from) / 1000);
      figure.growth.push(peak - before);
      figure.bytes = file.length;
      const written = status === 200 ? await rowsOf(figure.format, file) : 0;
      // what was wrong once stays to be seen
      if (isWhole(figure)) Object.assign(figure, { status, said, written });
    }
  return figures;
}

/** 200, and the header, the file and the database agree about the rows. */
export function isWhole({ status, said, written, expected }: RegisterFigure): boolean {
  return status === 200 && expected > 0 && said === expected && written === expected;
}

async function exported(portal: BenchPortal, cookie: string, form: Record<string, string>) {
  const answer = await fetch(`${portal.baseUrl}/registry/export`, {
    method: "POST",
    headers: { cookie, origin: portal.baseUrl, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ list: "applications", columns: "all", ...form }),
    redirect: "manual",
  });
  const parts: Uint8Array[] = [];
  for await (const part of answer.body ?? []) parts.push(part as Uint8Array);
  return { status: answer.status, said: Number(answer.headers.get("x-export-rows")), file: Buffer.concat(parts) };
}

/** Rows that stand in a file, without its head. */
function rowsOf(format: Format, file: Buffer): number | Promise<number> {
  return format === "csv" ? csvRecords(file) - 1 : xlsxRows(file);
}

/** Ends of lines that no quotes hold. */
export function csvRecords(file: Buffer): number {
  let records = 0;
  let quoted = false;
  for (const byte of file) {
    if (byte === 0x22) quoted = !quoted;
    else if (byte === 0x0a && !quoted) records++;
  }
  return records;
}

/** Rows of all sheets without one head each; read as a stream, for a sheet is longer than a string may be. */
export async function xlsxRows(file: Buffer): Promise<number> {
  const mark = "<row ";
  let rows = 0;
  const zip = await yauzl.fromBufferPromise(file);
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.startsWith("xl/worksheets/sheet")) continue;
    let rest = "";
    rows--;
    for await (const part of await zip.openReadStreamPromise(entry)) {
      const text = rest + (part as Buffer).toString("latin1");
      rows += text.split(mark).length - 1;
      rest = text.slice(1 - mark.length);
    }
  }
  return rows;
}
