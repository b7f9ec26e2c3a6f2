import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { setBusinessDay } from "../replay/business-day";
import { readSecrets } from "../support/data-dir.mjs";
import { ownerUrlAt, prepareDatabase, startEmbedded } from "../support/database.mjs";
import { freePort, localUrl, startPostgres } from "../support/embedded-postgres.mjs";
import { loadDemo } from "../support/first-data.mjs";
import { postgresHome, removeDatabaseOf } from "../support/postgres-home.mjs";
import { ensureBuild, ensureClient } from "../support/prepare.mjs";
import { processesIn, waitGone } from "../support/processes.mjs";
import { ROOT } from "../support/root.mjs";
import { serverEnv } from "../support/server-env.mjs";
import { readSettings } from "../support/settings.mjs";
import { startWebServer } from "../support/web-server.mjs";
import type { DemoAccount } from "./person";
import { type DiskWay, makeSmallDisk, type SmallDisk } from "./small-disk";

export type FaultPortalOptions = {
  /** of the web server; 0: any that is free */
  port?: number;
  /** settings on PostgreSQL's command line */
  database?: Record<string, string>;
  /** further variables of the web server */
  variables?: Record<string, string>;
  /** everything on a disk that can be filled; "any": by a file system of its own, or by a file-size limit where mounting is refused */
  smallDisk?: DiskWay | "any";
};

/** What the checks after a crash read of a portal. */
export type PortalData = Pick<FaultPortal, "sql" | "urls" | "dataDir">;

/** A day on which the batches of the demo cities take applications. */
export const OPEN_DAY = "2026-06-15";

/**
 * The portal in parts that may be killed one by one: its embedded database and its web server, with the demo cities, in a
 * data directory of its own. The supervisor of `npm start` is left out, because it would start them again by itself.
 */
export class FaultPortal {
  readonly dataDir: string;
  readonly baseUrl: string;
  readonly #options: FaultPortalOptions;
  readonly #port: number;
  readonly #databasePort: number;
  readonly #secrets: { instance: string; superuser: string; owner: string };
  #urls: { appUrl: string; authUrl: string } = { appUrl: "", authUrl: "" };
  #web: ReturnType<typeof startWebServer> | undefined;
  #sql: pg.Pool | undefined;
  smallDisk: SmallDisk | undefined;
  /** the environment of the web server, once the database was prepared */
  env: NodeJS.ProcessEnv = process.env;

  private constructor(dataDir: string, port: number, databasePort: number, options: FaultPortalOptions) {
    this.dataDir = dataDir;
    this.baseUrl = `http://localhost:${port}`;
    this.#port = port;
    this.#databasePort = databasePort;
    this.#options = options;
    this.#secrets = readSecrets(dataDir);
  }

  /** Database, demo cities and build; the web server is not started yet. */
  static async prepare(options: FaultPortalOptions = {}): Promise<FaultPortal> {
    const dataDir = mkdtempSync(join(tmpdir(), "portal-faults-"));
    const disk = options.smallDisk && makeSmallDisk(options.smallDisk, dataDir);
    const portal = new FaultPortal(dataDir, options.port || (await freePort()), await freePort(), options);
    portal.smallDisk = disk;
    const database = await startEmbedded({
      root: ROOT,
      dataDir,
      secrets: portal.#secrets,
      settings: portal.#databaseSettings(),
    });
    const secret = portal.#secrets.instance;
    const prepared = await prepareDatabase({ root: ROOT, ownerUrl: database.ownerUrl, secret, appUrl: undefined, authUrl: undefined });
    portal.#urls = prepared;
    const settings = readSettings({ NODE_ENV: "production", DATA_DIR: dataDir, PORT: String(portal.#port) }, ROOT);
    portal.env = { LOG_LEVEL: "error", ...serverEnv(settings, { ...portal.#urls, secret }), ...options.variables };
    await loadDemo({
      root: ROOT,
      settings,
      env: portal.env,
      database: { ...prepared, ownerUrl: database.ownerUrl, superUrl: database.superUrl },
    });
    await ensureClient(ROOT);
    await ensureBuild(ROOT, portal.env);
    setBusinessDay(dataDir, OPEN_DAY);
    return portal;
  }

  get urls(): { appUrl: string; authUrl: string } {
    return this.#urls;
  }

  get ownerUrl(): string {
    return ownerUrlAt(this.#databasePort, this.#secrets);
  }

  get webPid(): number {
    return this.#web?.pid ?? 0;
  }

  accounts(): DemoAccount[] {
    return JSON.parse(readFileSync(join(this.dataDir, "demo-accounts.json"), "utf8")) as DemoAccount[];
  }

  /** What the rows say, past the fence. */
  async sql<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    this.#sql ??= this.#openPool();
    return (await this.#sql.query<T>(text, values)).rows;
  }

  #openPool(): pg.Pool {
    const connectionString = localUrl({ port: this.#databasePort, password: this.#secrets.superuser, database: "portal" });
    const pool = new pg.Pool({ connectionString, max: 4, connectionTimeoutMillis: 5_000 });
    pool.on("error", () => {});
    return pool;
  }

  /** ready: also wait until it says that a request could be served */
  async startWeb({ ready = true } = {}): Promise<void> {
    this.#web = startWebServer({ root: ROOT, env: this.env, port: this.#port, dev: false, onLost: () => {} });
    if (ready) await this.#web.ready();
  }

  async startDatabase(extra: Record<string, string> = {}): Promise<void> {
    const settings = { ...this.#databaseSettings(), ...extra };
    await startPostgres({ root: ROOT, dataDir: this.dataDir, password: this.#secrets.superuser, settings });
  }

  /** kill -9 of the web server and everything it started. */
  async killWeb(): Promise<void> {
    const pid = this.webPid;
    if (!pid) return;
    process.kill(-pid, "SIGKILL");
    await waitGone(pid, 10_000);
    this.#web = undefined;
  }

  /** kill -9 of the postmaster and every one of its children. */
  async killDatabase(): Promise<void> {
    const { data } = postgresHome(ROOT, this.dataDir);
    for (let left = this.databasePids(); left.length > 0; left = processesIn(data, 0)) {
      for (const pid of left) kill(pid);
      await sleep(10);
    }
  }

  databasePids(): number[] {
    return processesIn(postgresHome(ROOT, this.dataDir).data, 0);
  }

  /** Until no connection of the server works on anything: what was in flight has then taken effect or not. */
  async untilQuiet(): Promise<void> {
    for (const until = Date.now() + 30_000; Date.now() < until; await sleep(20)) {
      const [row] = await this.sql<{ busy: number }>(
        "SELECT count(*)::int AS busy FROM pg_stat_activity WHERE usename IN ('portal_app', 'portal_auth') AND state IS DISTINCT FROM 'idle'",
      );
      if (row?.busy === 0) return;
    }
    throw new Error("the database does not come to rest");
  }

  /** Holds the row of an application until the answer is called. */
  holdRow(application: string): Promise<() => Promise<void>> {
    return this.#hold("SELECT id FROM application WHERE id = $1 FOR UPDATE", [application]);
  }

  /** Holds up whoever signs in until the answer is called. */
  holdSignIn(): Promise<() => Promise<void>> {
    return this.#hold("LOCK TABLE sign_in_throttle IN SHARE MODE", []);
  }

  async #hold(statement: string, values: unknown[]): Promise<() => Promise<void>> {
    const client = new pg.Client({
      connectionString: localUrl({ port: this.#databasePort, password: this.#secrets.superuser, database: "portal" }),
    });
    await client.connect();
    await client.query("BEGIN");
    await client.query(statement, values);
    return async () => {
      await client.query("ROLLBACK");
      await client.end();
    };
  }

  /** Until nothing more fits on the small disk; the answer makes room again. */
  fillDisk(): Promise<() => Promise<void>> {
    if (!this.smallDisk) throw new Error("the portal has no small disk");
    return this.smallDisk.fill({ sql: (text) => this.sql(text), databasePids: () => this.databasePids(), webPid: () => this.webPid });
  }

  async remove(): Promise<void> {
    await this.#sql?.end().catch(() => undefined);
    await this.#web?.stop();
    await this.killDatabase();
    removeDatabaseOf(this.dataDir);
    this.smallDisk?.remove();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  #databaseSettings(): Record<string, string> {
    return { ...this.#options.database, port: String(this.#databasePort) };
  }
}

export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // gone already
  }
}
