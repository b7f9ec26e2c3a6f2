/**
 * The numbers beside the lists, asked of the product's own functions in a process of its own, as a city's reviewer: counts of the work
 * list's tabs, totals of the registers and of two filters. A count that reached its bound is answered from memory for a minute, as on
 * a page. For bench.ts: environment of the server, TOKEN of a session, EXPECTED numbers by name, SECONDS. Prints figures as JSON.
 */
import { countApplications, COUNT_CAP } from "../../src/data/registry";
import { countMembers } from "../../src/data/registry-members";
import { appPool, authPool } from "../../src/data/prisma";
import { viewerOfToken } from "../../src/data/sessions";
import { readInScope } from "../../src/data/with-scope";
import { loadWaiting } from "../../src/data/work-list";
import type { Figure } from "./load";
import { CLIENTS } from "./pages";

const WARM = 50;
const found = await viewerOfToken(process.env["TOKEN"] ?? "");
if (!found) throw new Error("the session is nobody's");
const viewer = found;
const expected = JSON.parse(process.env["EXPECTED"] ?? "{}") as Record<string, number>;
const seconds = Number(process.env["SECONDS"]);

const total = (count: typeof countApplications, filter: Parameters<typeof countApplications>[1]["filter"]) => () =>
  readInScope(viewer.scope, async (tx) => (await count(tx, { viewer, filter }, COUNT_CAP)).n);

/** By what they count; each tells the one number that the database's owner counted, too. */
const STATISTICS: Record<string, () => Promise<number>> = {
  "tabs of the work list": () => readInScope(viewer.scope, async (tx) => (await loadWaiting(tx, viewer, 99)).returned),
  "total of the register": total(countApplications, {}),
  "total of a status": total(countApplications, { status: "cityReview" }),
  "total of an industry": total(countApplications, { industry: "P" }),
  "total of the roster": total(countMembers, {}),
};

async function measure(what: string, ask: () => Promise<number>, clients: number): Promise<Figure> {
  for (let n = 0; n < WARM; n++) await ask();
  const times: number[] = [];
  let failures = 0;
  const started = performance.now();
  const until = started + seconds * 1000;
  const work = async () => {
    while (performance.now() < until) {
      const from = performance.now();
      const n = await ask().catch(() => Number.NaN);
      times.push(performance.now() - from);
      if (n !== expected[what]) failures++;
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  const took = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  const right = times.length - failures;
  const timing = { perSecond: right / took, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  return { name: `statistics: ${what}`, clients, ...timing, requests: times.length, failures, bytes: 0 };
}

const figures: Figure[] = [];
for (const [what, ask] of Object.entries(STATISTICS)) for (const clients of CLIENTS) figures.push(await measure(what, ask, clients));
process.stdout.write(`${JSON.stringify(figures)}\n`);
await Promise.all([appPool().end(), authPool().end()]);
process.exit(0);
