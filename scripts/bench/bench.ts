/**
 * Speed of the portal over many applications, with controls of the same run beside every figure. Seeds once into .data/bench-<rows>
 * and keeps it. `--rows N`, `--seconds S` a figure, `--port P`, `--only register,lists,writes,exports`,
 * `--pages REGEXP` for some of the lists, `--writes N` drafts to save and submit, `--profile DIR` for a CPU profile of the web process.
 */
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { measurePlain } from "./baselines";
import type { BenchPortal } from "./bench-portal";
import type { Figure } from "./load";
import { listPages } from "./list-pages";
import { measureStatistics } from "./measure-statistics";
import { CLIENTS, measurePage, type Page } from "./pages";
import { isWhole, measureRegister, type RegisterFigure } from "./register-exports";
import { seedDrafts } from "./seed-drafts";
import { grantOf, startSeededPortal } from "./seeded-portal";
import { countedPage, countStatements } from "./statements";
import { printExports, printTable } from "./table";
import { measureWriters, type WriterFigure } from "./writers";
import { countedWrites, measureAutosave, measureDecide, measureSubmit, signInAll } from "./writes";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "10000" },
    seconds: { type: "string", default: "3" },
    port: { type: "string", default: "5400" },
    only: { type: "string", default: "register,lists,writes,exports" },
    pages: { type: "string", default: "" },
    writes: { type: "string", default: "640" },
    profile: { type: "string" },
  },
});
const rows = Number(values.rows);
const seconds = Number(values.seconds);
const only = values.only.split(",");
const WRITES = Number(values.writes);
/** Of 40 cells each: what the aims of the writers speak of. */
const CELL_ROWS = 100_000;
/** At most; a small stock has fewer before the city. */
const DECISIONS = 80;
/** Kept back, to count the statements of. */
const COUNTED = 3;

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
    const cookie = await portal.signIn(await grantOf(portal, "cityReviewer"));
    const before = portal.memory();
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, portal.memory())), 500);
    watch.unref();
    const statements = new Map<string, number>();
    // first: a process that has answered thousands of pages has memory to spare, and a file would not show what it takes
    const register: RegisterFigure[] = only.includes("register") ? await measureRegister(portal) : [];
    if (only.includes("lists")) {
      const pages = (await listPages(portal, cookie, await portal.endedSession(await grantOf(portal, "cityReviewer")))).filter(({ name }) =>
        new RegExp(values.pages).test(name),
      );
      const { rows: city } = await portal.database.query("SELECT org_path AS path FROM org_unit WHERE code = 'AY'");
      for (const clients of CLIENTS)
        figures.push(await measurePlain(portal.databaseUrl, (city[0] as { path: string }).path, clients, seconds));
      for (const page of pages) figures.push(...(await measurePage(portal, page, seconds)));
      if (new RegExp(values.pages).test("statistics")) figures.push(...(await measureStatistics(portal, seconds)));
      const counted = pages.map((page) => countedPage(portal, page));
      for (const [name, count] of await countStatements(portal, counted)) statements.set(name, count);
    }
    if (only.includes("writes")) await writes(portal, figures, statements, cookie);
    const writers: WriterFigure[] = only.includes("exports") ? await measureWriters(portal.database, CELL_ROWS) : [];
    printTable(figures, statements);
    printExports(writers, register);
    const failures = figures.reduce((sum, one) => sum + one.failures, 0) + register.filter((one) => !isWhole(one)).length;
    const result = {
      rows,
      seconds,
      loadAverage: [load, loadavg()[0] ?? 0],
      memoryBefore: before,
      memoryPeak: peak,
      memoryAfter: portal.memory(),
      writers,
      register,
      statements: Object.fromEntries(statements),
      figures,
    };
    const asked = figures.reduce((sum, one) => sum + one.requests, 0);
    process.stdout.write(
      `${failures > 0 ? "✗" : "✓"} bench: ${figures.length} figures over ${rows} applications, ${asked} requests, ${register.length} registers exported, ${failures} failed\n`,
    );
    process.stdout.write(`${JSON.stringify(result)}\n`);
    process.exitCode = failures > 0 || figures.length + register.length + writers.length === 0 ? 1 : 0;
  } finally {
    await portal.stop();
  }
}

async function writes(portal: BenchPortal, figures: Figure[], statements: Map<string, number>, cityCookie: string): Promise<void> {
  const pages: Page[] = [];
  const { rows: stock } = await portal.database.query(
    "SELECT count(*)::int AS n FROM application WHERE status = 'cityReview' AND city_path = (SELECT org_path FROM org_unit WHERE code = 'AY')",
  );
  const decisions = Math.min(DECISIONS, Math.floor((((stock[0] as { n: number }).n - COUNTED) * 2) / 3));
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
    figures.push(await measureDecide(portal, cityCookie, clients === 1 ? decisions >> 1 : decisions, clients));
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

await main();
