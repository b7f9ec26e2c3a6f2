// The embedded PostgreSQL: made once, started with the portal, stopped with it, recovered after kill -9 of either.
import { spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StopError } from "./report.mjs";
import { isTaken, processesIn, stopProcess } from "./processes.mjs";
import { postgresHome, writeForAccount } from "./postgres-home.mjs";

export const SUPERUSER = "portal_superuser";
const LOG_LIMIT = 20 * 1024 * 1024;
/** Fast shutdown, then immediate shutdown, then the axe; the last two cost a recovery at the next start and no data. */
const STOP_STEPS = [
  ["SIGINT", 20_000],
  ["SIGQUIT", 5_000],
  ["SIGKILL", 5_000],
];
const ORPHAN_STEPS = [
  ["SIGQUIT", 3_000],
  ["SIGKILL", 3_000],
];
/** Error text without the failing row and without the statement: the log must not hold personal data. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_statement: "none",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** @returns {Promise<number>} a port of 127.0.0.1 that was free a moment ago */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** @param {{ port: number, password: string, user?: string, database?: string }} to */
export function localUrl({ port, password, user = SUPERUSER, database = "postgres" }) {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * @param {{ root: string, dataDir: string, password: string, settings?: Record<string, string>, onLost?: (code: string) => void }} options
 *   settings: added to the server's command line; onLost: the server ended without being asked to
 * @returns {Promise<{ port: number, pid: number, note: string, stop: () => Promise<void> }>}
 */
export async function startPostgres({ root, dataDir, password, settings = {}, onLost = () => {} }) {
  const home = postgresHome(root, dataDir);
  const notes = home.note ? [home.note] : [];
  if (!existsSync(join(home.data, "PG_VERSION"))) {
    await initialise(home, password);
    notes.push("新建 · created");
  }
  if (await clearLeftovers(home)) notes.push("已停止上次遗留的数据库进程 · stopped a database left running");
  for (let attempt = 1; ; attempt++) {
    try {
      const running = await launch(home, dataDir, password, settings, onLost);
      return { ...running, note: notes.join("；") };
    } catch (error) {
      if (attempt === 3 || error instanceof StopError) throw error;
      await sleep(300 * attempt);
    }
  }
}

/**
 * The port of an embedded database that is running, for commands beside a running portal.
 * @param {string} root @param {string} dataDir @returns {number | undefined}
 */
export function runningPostgres(root, dataDir) {
  if (!existsSync(join(dataDir, "lock"))) return undefined;
  const { data } = postgresHome(root, dataDir);
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, "utf8").split("\n");
  return processesIn(data, Number(pid)).includes(Number(pid)) ? Number(port) : undefined;
}

/** Into a folder beside it and renamed at the end, so that an interrupted initdb leaves nothing half made. */
async function initialise(home, password) {
  const parent = dirname(home.data);
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const draft = `${home.data}.new`;
  const secret = join(parent, ".initdb");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (home.uid !== undefined) chownSync(draft, home.uid, home.gid);
  writeForAccount(secret, `${password}\n`, home);
  const args = [
    "-D",
    draft,
    "-U",
    SUPERUSER,
    `--pwfile=${secret}`,
    "-A",
    "scram-sha-256",
    "-E",
    "UTF8",
    "--locale=C",
    "--locale-provider=icu",
    "--icu-locale=zh-CN",
    "--no-instructions",
  ];
  try {
    await run(join(home.programs, "bin", "initdb"), args, home);
  } finally {
    rmSync(secret, { force: true });
  }
  rmSync(home.data, { recursive: true, force: true });
  renameSync(draft, home.data);
}

function run(program, args, { uid, gid }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], cwd: "/", uid, gid, env: quietEnvironment() });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => reject(cannotRun(error.message)));
    child.on("exit", (code) => (code === 0 ? resolve() : reject(cannotRun(output.trim().split("\n").slice(-3).join(" ")))));
  });
}

function cannotRun(detail) {
  return new StopError(`内置 PostgreSQL 无法运行：${detail}`, `The embedded PostgreSQL does not run: ${detail}`);
}

/** The machine's own PG* variables and locale must not reach this server. */
function quietEnvironment() {
  return { PATH: process.env.PATH ?? "", LC_ALL: "C", ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}) };
}

/**
 * After kill -9: a server that outlived its parent is stopped. A pid file whose number now belongs to a stranger, or to a zombie that
 * nobody reaps, is removed, because PostgreSQL would take that for itself. Everything else PostgreSQL recovers on its own.
 * @returns {Promise<boolean>} whether something was still running
 */
async function clearLeftovers({ data }) {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return false;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const ours = processesIn(data, pid);
  if (ours.includes(pid)) await stopProcess(pid, STOP_STEPS);
  for (const left of processesIn(data, pid)) await stopProcess(left, ORPHAN_STEPS);
  if (existsSync(file) && isTaken(pid)) rmSync(file, { force: true });
  return ours.length > 0;
}

async function launch(home, dataDir, password, settings, onLost) {
  const port = Number(settings.port ?? (await freePort()));
  const logFile = join(dataDir, "postgres.log");
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT) truncateSync(logFile);
  const log = openSync(logFile, "a", 0o600);
  const values = Object.entries({ ...SETTINGS, ...settings, port: String(port) }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // Its own process group: Ctrl-C in the terminal must reach the portal first and the database last.
  const child = spawn(join(home.programs, "bin", "postgres"), ["-D", home.data, ...values], {
    stdio: ["ignore", log, log],
    cwd: "/",
    uid: home.uid,
    gid: home.gid,
    detached: true,
    env: quietEnvironment(),
  });
  closeSync(log);
  const state = { ended: "", asked: false };
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve((state.ended = error.message)));
    child.once("exit", (code, signal) => resolve((state.ended = signal ?? `exit ${code}`)));
  });
  await untilAnswers(localUrl({ port, password }), state, logFile);
  void ended.then((how) => {
    if (!state.asked) onLost(how);
  });
  return { port, pid: child.pid, stop: () => stopServer(child, state, ended) };
}

async function stopServer(child, state, ended) {
  state.asked = true;
  if (!state.ended) await stopProcess(child.pid, STOP_STEPS);
  await ended;
}

/** Recovery after a crash may take its time; a wrong password or a missing file will not mend itself. */
async function untilAnswers(url, state, logFile) {
  const { Client } = (await import("pg")).default;
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(25)) {
    if (state.ended) throw new Error(`PostgreSQL ended (${state.ended}); see ${logFile}`);
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (error.code === "28P01") {
        throw new StopError(
          `内置数据库拒绝了 secrets.json 中的口令。两者须来自同一份备份。`,
          `The embedded database refuses the password of secrets.json. Both must come from the same backup.`,
        );
      }
    }
  }
  throw new StopError(
    `内置数据库两分钟内没有就绪，详见 ${logFile}。`,
    `The embedded database was not ready within two minutes; see ${logFile}.`,
  );
}
