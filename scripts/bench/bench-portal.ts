import { spawn } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { openDataDir, readSecrets } from "../support/data-dir.mjs";
import { derive } from "../support/database-logins.mjs";
import { localUrl, runningPostgres } from "../support/embedded-postgres.mjs";
import { stopProcess } from "../support/processes.mjs";
import { ROOT } from "../support/root.mjs";
import type { ServerCpu } from "./load";
import { processTree } from "./process-facts";

const START_WITHIN = 300_000;
/** A session of a bench outlives the bench and no more. */
const SESSION_HOURS = 3;

export type BenchPortal = {
  baseUrl: string;
  dataDir: string;
  /** login that no policy binds: it seeds and counts, and serves nothing */
  database: pg.Client;
  databaseUrl: string;
  /** resident memory of the web processes now, bytes */
  memory: () => number;
  /** time of CPU that its processes have taken so far */
  cpu: () => ServerCpu;
  /** cookie header of a new session of this grant */
  signIn: (grantId: string) => Promise<string>;
  /** cookie header of a session of this grant that has ended: the portal asks for it and finds nobody */
  endedSession: (grantId: string) => Promise<string>;
  /** token of a new session of this grant, as the portal's own functions take it */
  openSession: (grantId: string) => Promise<string>;
  stop: () => Promise<void>;
};

/** The portal as `npm start` runs it, over a data directory of its own that is kept for the next run. */
export async function startBenchPortal(dataDir: string, port: number, env: Record<string, string> = {}): Promise<BenchPortal> {
  const { DATABASE_URL: _owner, ...inherited } = process.env;
  openDataDir(dataDir);
  const child = spawn(process.execPath, [path.join(ROOT, "scripts/start.mjs")], {
    cwd: ROOT,
    env: { ...inherited, ...env, DATA_DIR: dataDir, PORT: String(port), HOST: "127.0.0.1", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-5000)));
  const stop = () =>
    stopProcess(child.pid, [
      ["SIGTERM", 60_000],
      ["SIGKILL", 5_000],
    ]);
  const baseUrl = `http://127.0.0.1:${port}`;
  for (const until = Date.now() + START_WITHIN; ; await sleep(200)) {
    if (said.includes("Ctrl-C")) break;
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`the portal did not start:\n${said}`);
    }
  }
  const secrets = readSecrets(dataDir);
  const total = (command: string, what: "resident" | "cpu") =>
    processTree(child.pid ?? 0).reduce((sum, one) => sum + (one.command.includes(command) ? one[what] : 0), 0);
  const databasePort = runningPostgres(ROOT, dataDir);
  if (!databasePort) throw new Error("the embedded database is not running");
  const databaseUrl = localUrl({ port: databasePort, password: secrets.superuser, database: "portal" });
  const database = new pg.Client({ connectionString: databaseUrl });
  database.on("error", () => {});
  await database.connect();
  const secret = derive(secrets.instance, "sign-in");
  const cookieOf = async (sid: string) => `portal-session=${await encode({ token: { sid }, secret, maxAge: SESSION_HOURS * 3600 })}`;
  return {
    baseUrl,
    dataDir,
    database,
    databaseUrl,
    memory: () => total("next-server", "resident"),
    cpu: () => ({ web: total("next-server", "cpu"), database: total("postgres", "cpu") }),
    signIn: async (grantId) => cookieOf(await openSession(database, grantId, SESSION_HOURS)),
    endedSession: async (grantId) => cookieOf(await openSession(database, grantId, 0)),
    openSession: (grantId) => openSession(database, grantId, SESSION_HOURS),
    stop: async () => {
      await database.end();
      await stop();
    },
  };
}

/** A session row as the sign-in writes it, without the cost of a password: what is measured is the portal and not argon2. */
async function openSession(database: pg.Client, grantId: string, hours: number): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await database.query(
    `INSERT INTO user_session (id, org_path, city_path, account_id, grant_id, token_hash, expires_at)
     SELECT $1, g.org_path, g.city_path, g.account_id, g.id, $2, now() + make_interval(hours => $3) FROM role_grant g WHERE g.id = $4`,
    [randomUUID(), createHash("sha256").update(token).digest("hex"), hours, grantId],
  );
  return token;
}

/** The id under which the build answers a server action. */
export function actionId(file: string, name: string): string {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, ".next/server/server-reference-manifest.json"), "utf8")) as {
    node: Record<string, { filename: string; exportedName: string }>;
  };
  const found = Object.entries(manifest.node).find(([, one]) => one.filename === file && one.exportedName === name);
  if (!found) throw new Error(`the build has no action ${name} of ${file}`);
  return found[0];
}
