import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchPortal } from "./bench-portal";

const ASKS = 3;

/** asks: the request again and again, or so many writes that each can be sent once */
export type Counted = { name: string; asks: readonly (() => Promise<unknown>)[] };

export function countedPage(portal: BenchPortal, page: { name: string; path: string; cookie: string }): Counted {
  const ask = async () => (await fetch(portal.baseUrl + page.path, { headers: { cookie: page.cookie } })).text();
  return { name: page.name, asks: [ask, ask, ask] };
}

/**
 * How many statements the web process sends for one request, counted in the database's own log: the fewest of three times, since the
 * clock's work runs beside it. Only for the time of the count: statements are not logged otherwise, because they hold names.
 */
export async function countStatements(portal: BenchPortal, requests: readonly Counted[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const log = path.join(portal.dataDir, "postgres.log");
  const logging = async (on: boolean) => {
    for (const login of ["portal_app", "portal_auth"])
      await portal.database.query(on ? `ALTER ROLE ${login} SET log_statement = 'all'` : `ALTER ROLE ${login} RESET log_statement`);
    // a setting of a login counts for new connections
    await portal.database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN ('portal_app', 'portal_auth')");
    await sleep(500);
  };
  await logging(true);
  try {
    for (const { name, asks } of requests) {
      for (const ask of asks.slice(0, ASKS)) {
        const before = readFileSync(log, "utf8").length;
        await ask();
        await sleep(200);
        const said = readFileSync(log, "utf8").slice(before);
        const count = said.match(/LOG: {2}(?:execute|statement)/g)?.length ?? 0;
        counts.set(name, Math.min(counts.get(name) ?? Number.POSITIVE_INFINITY, count));
      }
    }
  } finally {
    await logging(false);
  }
  return counts;
}
