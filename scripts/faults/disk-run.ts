import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { setBusinessDay } from "../replay/business-day";
import { readSecrets } from "../support/data-dir.mjs";
import { freePort, localUrl, runningPostgres } from "../support/embedded-postgres.mjs";
import { postgresHome, removeDatabaseOf } from "../support/postgres-home.mjs";
import { processesIn, stopProcess } from "../support/processes.mjs";
import { ROOT } from "../support/root.mjs";
import { type FaultPortal, kill, OPEN_DAY } from "./fault-portal";
import { takenAgain } from "./outage-run";
import { bodyOf, brief, draftOf, isCalm, PAGE, pdf, signedIn, statusOf, until } from "./outages/answers";
import type { Report } from "./outages/checks";
import { signInForm } from "./outages/typed-forms";
import type { Answer, DemoAccount, Person } from "./person";
import { type DiskWay, makeSmallDisk, WAYS } from "./small-disk";

/** What of a portal the run of a full disk asks for. */
type DiskPortal = Pick<FaultPortal, "accounts" | "baseUrl" | "sql" | "fillDisk" | "databasePids" | "startDatabase" | "smallDisk">;

/** Longer than the supervisor would go on with a part that is broken. */
const FULL_FOR_MS = 20_000;
/** More sign-ins than find room in what is left of the pages that their rows go to. */
const SIGN_INS = 120;

/**
 * The disk of the database and the files full: refused in words, nothing acknowledged is lost, and it goes on. `meanwhile` is done
 * while it is full.
 */
export async function diskFull(portal: DiskPortal, report: Report, meanwhile = async () => {}): Promise<void> {
  const way = WAYS[portal.smallDisk?.way ?? "mount"];
  report.ways.add(way);
  const lead = await signedIn(portal, "lead");
  const { id } = await draftOf(portal, lead);
  const signIn = await signInForm(lead);
  const standing = async () => {
    const [one] = await portal.sql<{ revision: number }>(
      "SELECT revision FROM application_section WHERE application_id = $1 AND section = 'plan'",
      [id],
    );
    return one?.revision ?? 0;
  };
  const save = (revision: number, text: string) =>
    lead.json(`/api/applications/${id}/sections/plan`, { revision, data: { nextYear: text } });
  // what is written next begins a file of the write-ahead log, which has its whole length at once
  await portal.sql("SELECT pg_switch_wal()");
  let revision = await standing();
  const fine = await save(revision, "before");
  if (statusOf(fine) === 200) revision += 1;
  const empty = await portal.fillDisk();
  const refused: Answer[] = [];
  for (let i = 0; i < 600 && refused.length < 3; i += 1) {
    const answer = await save(revision, `${i} ${Array.from({ length: 2_000 }, () => randomUUID()).join("")}`);
    if (statusOf(answer) === 200) revision += 1;
    else refused.push(answer);
  }
  report.say("a full disk is met", refused.length > 0, `by ${way}; ${revision} revisions acknowledged`);
  report.say("saving on a full disk says unavailable", refused.length > 0 && refused.every(isCalm), refused.map(brief).join(" | "));
  const upload = await lead.upload({ id: randomUUID(), application: id, slot: "results.otherProof" }, pdf("full"));
  report.say(
    "an upload is refused in words",
    [507, 503].includes(statusOf(upload)) && typeof bodyOf(upload)?.["message"] === "string",
    brief(upload),
  );
  const send = (by: Person) => untilRefused(() => signIn.send(by));
  await report.promise(lead, [{ ...signIn.check, ask: send }]);
  const [alive] = await portal.sql<{ one: number }>("SELECT 1 AS one").catch(() => []);
  report.say(
    "PostgreSQL answers while there is no room for what it is to write",
    alive?.one === 1,
    `${portal.databasePids().length} processes`,
  );
  await meanwhile();
  await empty();
  if (portal.databasePids().length === 0) await portal.startDatabase();
  const again = await until(30_000, async () => (await standing().catch(() => -1)) >= 0);
  const now = again < 0 ? -1 : await standing();
  report.say("nothing acknowledged is lost", now === revision || now === revision + 1, `revision ${now}, acknowledged ${revision}`);
  const served = await until(10_000, async () => statusOf(await save(await standing(), "after")) === 200);
  report.say("it goes on without a restart of the server once there is room", served >= 0, `${Math.round(served)} ms`);
  await takenAgain(report, "there is room", [signIn]);
}

/** What finds room in pages that are there already is taken, until there is none left. */
async function untilRefused(send: () => Promise<Answer>): Promise<Answer> {
  for (let left = SIGN_INS; ; left -= 1) {
    const answer = await send();
    if (statusOf(answer) !== 303 || left === 0) return answer;
  }
}

/** `npm start` as it is run, on a small disk: the database cannot even start again until there is room, and then does by itself. */
export async function diskFullSupervised(report: Report, way: DiskWay | "any"): Promise<void> {
  const disk = mkdtempSync(join(tmpdir(), "portal-faults-"));
  // the start closes its data directory to everybody else, the account of the database too
  const dataDir = join(disk, "data");
  const smallDisk = makeSmallDisk(way, disk, dataDir);
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
  const web = () =>
    (JSON.parse(readFileSync(join(dataDir, "lock"), "utf8")) as { children: { server?: { pid: number } } }).children.server?.pid ?? 0;
  const baseUrl = `http://localhost:${port}`;
  const portal: DiskPortal = {
    baseUrl,
    accounts: () => JSON.parse(readFileSync(join(dataDir, "demo-accounts.json"), "utf8")) as DemoAccount[],
    sql: (text, values) => ask(dataDir, text, values),
    smallDisk,
    fillDisk: () => smallDisk.fill({ sql: (text) => ask(dataDir, text), databasePids: pids, webPid: web, supervisorPid: () => child.pid! }),
    databasePids: pids,
    // that is what the supervisor is for
    startDatabase: async () => {},
  };
  try {
    if ((await until(180_000, async () => said.includes("Ctrl-C") || child.exitCode !== null)) < 0 || child.exitCode !== null)
      throw new Error(`the portal did not start:\n${said}`);
    setBusinessDay(dataDir, OPEN_DAY);
    const before = web();
    const person = await signedIn(portal, "lead");
    await diskFull(portal, report, async () => {
      for (const pid of pids()) kill(pid);
      await until(30_000, async () => said.includes("trying again"));
      await sleep(FULL_FOR_MS);
      const page = await person.send("/applications", { headers: PAGE });
      report.say(
        "npm start goes on trying while the disk is full",
        child.exitCode === null && said.includes(smallDisk.way === "mount" ? "the disk is full" : "trying again"),
        said.slice(-200),
      );
      report.say("meanwhile a page is the calm one", isCalm(page), brief(page));
    });
    const page = await person.send("/applications", { headers: PAGE });
    report.say("a page is served again by the same process", statusOf(page) === 200 && web() === before, brief(page).slice(0, 40));
  } finally {
    await stopProcess(child.pid, [
      ["SIGTERM", 30_000],
      ["SIGKILL", 5_000],
    ]);
    removeDatabaseOf(dataDir);
    smallDisk.remove();
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
