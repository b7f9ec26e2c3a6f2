/**
 * Speed of the portal over many applications, with controls of the same run beside every figure. Seeds once into .data/bench-<rows>
 * and keeps it. `--rows N`, `--seconds S` a figure, `--port P`, `--only lists,writes,exports`, `--pages REGEXP` for
 * some of the lists, `--profile DIR` for a CPU profile of the web process.
 */
import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../support/root.mjs";
import { exportTable, measureCopy, measurePlain } from "./baselines";
import type { BenchPortal } from "./bench-portal";
import type { Figure } from "./load";
import { listPages } from "./list-pages";
import { CLIENTS, measurePage, type Page } from "./pages";
import { seedDrafts } from "./seed-drafts";
import { grantOf, startSeededPortal } from "./seeded-portal";
import { countedPage, countStatements } from "./statements";
import { printTable } from "./table";
import { countedWrites, measureAutosave, measureDecide, measureSubmit, signInAll } from "./writes";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "10000" },
    seconds: { type: "string", default: "3" },
    port: { type: "string", default: "5400" },
    only: { type: "string", default: "lists,writes,exports" },
    pages: { type: "string", default: "" },
    profile: { type: "string" },
  },
});
const rows = Number(values.rows);
const seconds = Number(values.seconds);
const only = values.only.split(",");
const WRITES = 640;
/** As many as the smallest stock has before the city, twice over. */
const DECISIONS = 80;

/** Figures that are also said one by one as they come, so that a run broken off has told what it knew. */
function heard(): Figure[] {
  const figures: Figure[] = [];
  const push = figures.push.bind(figures);
  figures.push = (...more) => {
    for (const one of more)
      process.stderr.write(
        `${one.name} ×${one.clients}: ${one.perSecond.toFixed(1)}/s, p95 ${one.p95.toFixed(1)} ms, ${one.failures} failed\n`,
      );
    return push(...more);
  };
  return figures;
}

async function main(): Promise<void> {
  const env: Record<string, string> = values.profile ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${path.resolve(values.profile)}` } : {};
  const portal = await startSeededPortal(rows, Number(values.port), env);
  try {
    const load = loadavg()[0] ?? 0;
    const figures = heard();
    const extra: Record<string, number> = {};
    const cookie = await portal.signIn(await grantOf(portal, "cityReviewer"));
    const before = portal.memory();
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, portal.memory())), 500);
    watch.unref();
    const statements = new Map<string, number>();
    if (only.includes("lists")) {
      const pages = (await listPages(portal, cookie, await portal.endedSession(await grantOf(portal, "cityReviewer")))).filter(({ name }) =>
        new RegExp(values.pages).test(name),
      );
      const { rows: city } = await portal.database.query("SELECT org_path AS path FROM org_unit WHERE code = 'AY'");
      for (const clients of CLIENTS)
        figures.push(await measurePlain(portal.databaseUrl, (city[0] as { path: string }).path, clients, seconds));
      for (const page of pages) figures.push(...(await measurePage(portal, page, seconds)));
      const counted = pages.map((page) => countedPage(portal, page));
      for (const [name, count] of await countStatements(portal, counted)) statements.set(name, count);
    }
    if (only.includes("writes")) await writes(portal, figures, statements, cookie);
    if (only.includes("exports")) Object.assign(extra, await exports(portal));
    printTable(figures, statements);
    const result = {
      rows,
      seconds,
      loadAverage: [load, loadavg()[0] ?? 0],
      memoryBefore: before,
      memoryPeak: peak,
      memoryAfter: portal.memory(),
      ...extra,
      statements: Object.fromEntries(statements),
      figures,
    };
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    await portal.stop();
  }
}

async function writes(portal: BenchPortal, figures: Figure[], statements: Map<string, number>, cityCookie: string): Promise<void> {
  const pages: Page[] = [];
  for (const clients of CLIENTS) {
    const drafts = await signInAll(portal, await seedDrafts(portal.database, clients === 1 ? WRITES / 4 : WRITES));
    const first = drafts[0];
    if (!first) throw new Error("no drafts");
    if (clients === 1) {
      pages.push({ name: "form page", path: `/applications/${first.id}/edit`, cookie: first.cookie, holds: "data-path" });
      for (const page of pages) figures.push(...(await measurePage(portal, page, seconds)));
    }
    figures.push(await measureAutosave(portal, drafts, 5, clients));
    figures.push(await measureSubmit(portal, drafts, clients));
    figures.push(await measureDecide(portal, cityCookie, clients === 1 ? DECISIONS / 2 : DECISIONS, clients));
  }
  const { rows: some } = await portal.database.query(
    "SELECT id FROM application WHERE number LIKE 'AY-2026-%' AND status IN ('cityReview', 'approved') ORDER BY id LIMIT 1",
  );
  const review: Page = {
    name: "review page",
    path: `/review/${(some[0] as { id: string }).id}`,
    cookie: cityCookie,
    holds: "data-criterion",
  };
  figures.push(...(await measurePage(portal, review, seconds)));
  const counted = [...[...pages, review].map((page) => countedPage(portal, page)), ...(await countedWrites(portal, cityCookie))];
  for (const [name, count] of await countStatements(portal, counted)) statements.set(name, count);
}

/** The writers alone, 100,000 × 40, against exceljs and COPY; then the whole register through the portal against COPY of its table. */
async function exports(portal: BenchPortal): Promise<Record<string, number>> {
  const cells = 100_000;
  const tool = (format: string) =>
    JSON.parse(
      execFileSync(
        process.execPath,
        ["--expose-gc", "--import", "tsx", path.join(ROOT, "scripts/bench-export.ts"), "--rows", String(cells), "--format", format],
        {
          encoding: "utf8",
        },
      ),
    ) as { seconds: number; growthBytes: number };
  const query = await exportTable(portal.database, cells);
  const copy = await measureCopy(portal.database, query);
  const [xlsx, exceljs, csv] = [tool("xlsx"), tool("exceljs"), tool("csv")];
  const before = portal.memory();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, portal.memory())), 200);
  const from = performance.now();
  const cookie = await portal.signIn(await grantOf(portal, "cityAdmin"));
  const answer = await fetch(`${portal.baseUrl}/registry/export`, {
    method: "POST",
    headers: { cookie, origin: portal.baseUrl, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ list: "applications", format: "csv", columns: "all" }),
  });
  let bytes = 0;
  for await (const chunk of answer.body ?? []) bytes += (chunk as Uint8Array).length;
  clearInterval(watch);
  return {
    xlsxSeconds: xlsx.seconds,
    exceljsSeconds: exceljs.seconds,
    xlsxTimesExceljs: exceljs.seconds / xlsx.seconds,
    xlsxGrowth: xlsx.growthBytes,
    exceljsGrowth: exceljs.growthBytes,
    csvSeconds: csv.seconds,
    copySeconds: copy,
    csvTimesCopy: csv.seconds / copy,
    csvGrowth: csv.growthBytes,
    registerCsvStatus: answer.status,
    registerCsvRows: Number(answer.headers.get("x-export-rows")),
    registerCsvSeconds: (performance.now() - from) / 1000,
    registerCsvBytes: bytes,
    registerCsvServerGrowth: peak - before,
  };
}

await main();
