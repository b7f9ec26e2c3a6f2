import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchPortal } from "./bench-portal";

/**
 * How many statements the web process sends for one request, counted in the database's own log. Only for the time of the count:
 * statements are not logged otherwise, because they hold names.
 */
export async function countStatements(
  portal: BenchPortal,
  requests: readonly { name: string; path: string; cookie: string }[],
): Promise<Map<string, number>> {
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
    for (const { name, path: address, cookie } of requests) {
      const ask = async () => (await fetch(portal.baseUrl + address, { headers: { cookie } })).text();
      await ask();
      await sleep(200);
      const before = readFileSync(log, "utf8").length;
      await ask();
      await sleep(200);
      const said = readFileSync(log, "utf8").slice(before);
      counts.set(name, said.match(/LOG: {2}(?:execute|statement)/g)?.length ?? 0);
    }
  } finally {
    await logging(false);
  }
  return counts;
}
