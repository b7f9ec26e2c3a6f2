import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";

/** What of a portal is put under the limit. */
export type LimitedPortal = {
  sql: (text: string) => Promise<{ size?: number }[]>;
  databasePids: () => number[];
  /** leader of the process group of the web processes */
  webPid: () => number;
  /** who starts the database again, where somebody does */
  supervisorPid?: () => number;
};

/** Files of the write-ahead log are as long as this: with less PostgreSQL could not go on at all. */
const LIMIT = 16 * 1024 * 1024;

/** Sessions that ended long ago: nobody sees them, and every one that signs in writes to this table. */
const GROW = `INSERT INTO user_session (id, org_path, city_path, account_id, grant_id, token_hash, device, expires_at, revoked_at)
  SELECT gen_random_uuid(), g.org_path, g.city_path, g.account_id, g.id, 'filler ' || gen_random_uuid(), repeat('x', 80), now(), now()
  FROM (SELECT * FROM role_grant LIMIT 1) g, generate_series(1, $ROWS)`;
const SIZE = "SELECT pg_relation_size('user_session')::int AS size";

/**
 * No file of the database can grow beyond the limit, and one of its tables is that long already; the web processes can write no
 * file at all, nor can who starts the database again. The answer lifts the limit.
 */
export async function fillFiles(portal: LimitedPortal): Promise<() => Promise<void>> {
  const size = async () => (await portal.sql(SIZE))[0]?.size ?? 0;
  while ((await size()) < LIMIT - 2 ** 20) await portal.sql(GROW.replace("$ROWS", "2000"));
  const supervisor = portal.supervisorPid ? [portal.supervisorPid()] : [];
  limit(portal.databasePids(), LIMIT);
  limit([...groupOf(portal.webPid()), ...supervisor], 0);
  // the last rows one by one: those of a statement that fails make room again
  for (let left = 20_000; left > 0; left -= 1) {
    const isFull = await portal.sql(GROW.replace("$ROWS", "1")).then(
      () => false,
      () => true,
    );
    if (isFull) break;
  }
  return async () => {
    limit([...portal.databasePids(), ...groupOf(portal.webPid()), ...supervisor], "unlimited");
  };
}

/** The soft limit only, so that it can be lifted without any right. */
function limit(pids: readonly number[], bytes: number | "unlimited"): void {
  for (const pid of pids) {
    try {
      // as its own account: who may set the limits of another one's is not root everywhere
      const { uid, gid } = statSync(`/proc/${pid}`);
      execFileSync("prlimit", [`--fsize=${bytes}:`, "--pid", String(pid)], { stdio: "pipe", cwd: "/", uid, gid });
    } catch (error) {
      // a process of the database may end at any moment
      if (readdirSync("/proc").includes(String(pid))) throw error;
    }
  }
}

function groupOf(leader: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]) === leader;
      } catch {
        return false;
      }
    });
}
