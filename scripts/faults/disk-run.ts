import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { setBusinessDay } from "../replay/business-day";
import { readSecrets } from "../support/data-dir.mjs";
import { freePort, localUrl, runningPostgres } from "../support/embedded-postgres.mjs";
import { postgresHome } from "../support/postgres-home.mjs";
import { processesIn, stopProcess } from "../support/processes.mjs";
import { ROOT } from "../support/root.mjs";
import { type FaultPortal, kill, OPEN_DAY } from "./fault-portal";
import { bodyOf, brief, draftOf, isCalm, pdf, type Say, signedIn, statusOf, until } from "./outage-run";
import type { Answer, DemoAccount } from "./person";
import { fillDisk, mountSmallDisk } from "./small-disk";

/** What of a portal the run of a full disk asks for. */
type DiskPortal = Pick<FaultPortal, "accounts" | "baseUrl" | "sql" | "fillDisk" | "databasePids" | "startDatabase">;

/** Longer than the supervisor would go on with a part that is broken. */
const FULL_FOR_MS = 20_000;

/**
 * The disk of the database and the files full: refused in words, nothing acknowledged is lost, and it goes on. `meanwhile` is done
 * while it is full.
 */
export async function diskFull(portal: DiskPortal, say: Say, meanwhile = async () => {}): Promise<void> {
  const lead = await signedIn(portal, "lead");
  const { id } = await draftOf(portal, lead);
  const standing = async () => {
    const [one] = await portal.sql<{ revision: number }>(
      "SELECT revision FROM application_section WHERE application_id = $1 AND section = 'plan'",
      [id],
    );
    return one?.revision ?? 0;
  };
  const save = (revision: number, text: string) =>
    lead.json(`/api/applications/${id}/sections/plan`, { revision, data: { nextYear: text } });
  let revision = await standing();
  const fine = await save(revision, "before");
  if (statusOf(fine) === 200) revision += 1;
  const empty = portal.fillDisk();
  const refused: Answer[] = [];
  for (let i = 0; i < 400 && refused.length < 3; i += 1) {
    const answer = await save(revision, `${i} ${randomUUID().repeat(2_000)}`);
    if (statusOf(answer) === 200) revision += 1;
    else refused.push(answer);
  }
  say("a full disk is met", refused.length > 0, `${revision} revisions acknowledged`);
  say("saving on a full disk says unavailable", refused.length > 0 && refused.every(isCalm), refused.map(brief).join(" | "));
  const upload = await lead.upload({ id: randomUUID(), application: id, slot: "results.otherProof" }, pdf("full"));
  say(
    "an upload is refused in words",
    [507, 503].includes(statusOf(upload)) && typeof bodyOf(upload)?.["message"] === "string",
    brief(upload),
  );
  await meanwhile();
  empty();
  if (portal.databasePids().length === 0) await portal.startDatabase();
  const again = await until(30_000, async () => (await standing().catch(() => -1)) >= 0);
  const now = again < 0 ? -1 : await standing();
  say("nothing acknowledged is lost", now === revision || now === revision + 1, `revision ${now}, acknowledged ${revision}`);
  const served = await until(10_000, async () => statusOf(await save(await standing(), "after")) === 200);
  say("it goes on without a restart of the server once there is room", served >= 0, `${Math.round(served)} ms`);
}

/** `npm start` as it is run, on a small disk: the database cannot even start again until there is room, and then does by itself. */
export async function diskFullSupervised(say: Say): Promise<void> {
  const disk = mkdtempSync(join(tmpdir(), "portal-faults-"));
  // the start closes its data directory to everybody else, the account of the database too
  const dataDir = join(disk, "data");
  mountSmallDisk(disk, dataDir);
  const port = await freePort();
  const { DATABASE_URL: _url, ...env } = process.env;
  const child = spawn(process.execPath, [join(ROOT, "scripts/start.mjs")], {
    cwd: ROOT,
    env: { ...env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const pids = () => processesIn(postgresHome(ROOT, dataDir).data, 0);
  const baseUrl = `http://localhost:${port}`;
  const portal: DiskPortal = {
    baseUrl,
    accounts: () => JSON.parse(readFileSync(join(dataDir, "demo-accounts.json"), "utf8")) as DemoAccount[],
    sql: (text, values) => ask(dataDir, text, values),
    fillDisk: () => fillDisk(dataDir),
    databasePids: pids,
    // that is what the supervisor is for
    startDatabase: async () => {},
  };
  try {
    if ((await until(180_000, async () => said.includes("Ctrl-C") || child.exitCode !== null)) < 0 || child.exitCode !== null)
      throw new Error(`the portal did not start:\n${said}`);
    setBusinessDay(dataDir, OPEN_DAY);
    const web = () =>
      (JSON.parse(readFileSync(join(dataDir, "lock"), "utf8")) as { children: { server?: { pid: number } } }).children.server?.pid;
    const before = web();
    const person = await signedIn(portal, "lead");
    await diskFull(portal, say, async () => {
      for (const pid of pids()) kill(pid);
      await until(30_000, async () => said.includes("trying again"));
      await sleep(FULL_FOR_MS);
      const page = await person.send("/applications", { headers: { accept: "text/html" } });
      say(
        "npm start goes on trying while the disk is full",
        child.exitCode === null && said.includes("the disk is full"),
        said.slice(-200),
      );
      say("meanwhile a page is the calm one", isCalm(page), brief(page));
    });
    const page = await person.send("/applications", { headers: { accept: "text/html" } });
    say("a page is served again by the same process", statusOf(page) === 200 && web() === before, brief(page).slice(0, 40));
  } finally {
    await stopProcess(child.pid, [
      ["SIGTERM", 30_000],
      ["SIGKILL", 5_000],
    ]);
    execFileSync("umount", ["--lazy", disk]);
    rmSync(disk, { recursive: true, force: true });
  }
}

/** A connection of its own for each question, since the database comes and goes. */
async function ask<T extends pg.QueryResultRow>(dataDir: string, text: string, values: unknown[] = []): Promise<T[]> {
  const port = runningPostgres(ROOT, dataDir);
  if (!port) throw new Error("the database is away");
  const connectionString = localUrl({ port, password: readSecrets(dataDir).superuser, database: "portal" });
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}
