import { createHash } from "node:crypto";
import { existsSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { freePort, startPostgres } from "../../scripts/support/embedded-postgres.mjs";
import { processesIn } from "../../scripts/support/processes.mjs";
import { connect, databaseUrl, PASSWORD } from "../setup/cluster-urls";
import { makeDataDir, PortalProcess, readLock, removeDataDir } from "../support/portal-process";

const ROOT = path.resolve(import.meta.dirname, "../..");
const NOBODY_LISTENS = "postgresql://owner:secret-word@127.0.0.1:9/portal";

let dataDir = "";
let port = 0;
let running: PortalProcess[] = [];

function start(variables: Record<string, string> = {}, ...args: string[]): PortalProcess {
  const portal = new PortalProcess({ DATA_DIR: dataDir, PORT: String(port), ...variables }, args);
  running.push(portal);
  return portal;
}

const ask = async (route: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}${route}`);
  return { status: answer.status, body: (await answer.json()) as unknown };
};
/** What is answered to a request that comes with the opening of the port. */
async function firstAnswer(route: string, headers: Record<string, string>): Promise<{ policy: string; page: string }> {
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${route}`, { headers });
      return { policy: answer.headers.get("content-security-policy") ?? "", page: await answer.text() };
    } catch {
      await sleep(2);
    }
  }
}
const mode = (name: string) => (statSync(path.join(dataDir, name)).mode & 0o777).toString(8);

test.beforeEach(async () => {
  dataDir = makeDataDir();
  port = await freePort();
  running = [];
});

test.afterEach(async () => {
  for (const portal of running) await portal.stop();
  removeDataDir(dataDir);
});

test("a first start ends with the demo accounts, a second one takes no five seconds, and both end in order", async () => {
  const first = start();
  await first.ready();
  const accounts = JSON.parse(readFileSync(path.join(dataDir, "demo-accounts.json"), "utf8")) as { login: string; password: string }[];
  for (const { login, password } of accounts) expect(first.said).toMatch(new RegExp(`${login}\\s+${password}`));
  expect(mode(".")).toBe("700");
  expect(mode("demo-accounts.json")).toBe("600");
  expect(mode("secrets.json")).toBe("600");
  expect(await ask("/api/health")).toEqual({ status: 200, body: { status: "ok" } });
  expect(await ask("/api/ready")).toEqual({
    status: 200,
    body: { status: "ok", checks: { database: "ok", migrations: "ok", storage: "ok" } },
  });
  first.signal("SIGINT");
  expect(await first.ended).toBe(0);
  expect(readLock(dataDir)).toBeNull();

  const second = start();
  const earliest = firstAnswer("/sign-in", { "x-nonce": "claimed-by-the-caller" });
  expect(await second.ready()).toBeLessThan(5_000);
  // the port is open before the guards stand
  const { policy, page } = await earliest;
  // of the page, or of the one that stands in while the fence is not yet seen to hold
  expect(policy).toMatch(/^default-src '(self|none)'; /);
  expect(page).not.toContain("claimed-by-the-caller");
  expect(JSON.parse(readFileSync(path.join(dataDir, "demo-accounts.json"), "utf8"))).toEqual(accounts);
  expect(await second.stop()).toBe(0);
});

test("the development server starts on the same data, and goes with a killed start like any other", async () => {
  const portal = start({}, "--dev");
  await portal.ready();
  expect((await ask("/api/ready")).status).toBe(200);
  portal.signal("SIGKILL");
  await portal.ended;
  await expect.poll(() => ask("/api/health").catch(() => "gone"), { timeout: 15_000 }).toBe("gone");
});

test("a start that was killed leaves no web server behind, and the next one recovers", async () => {
  const first = start();
  await first.ready();
  first.signal("SIGKILL");
  await first.ended;
  await expect.poll(() => ask("/api/health").catch(() => "gone")).toBe("gone");
  const second = start();
  expect(await second.ready()).toBeLessThan(10_000);
  expect(second.said).toContain("recovered from a start that was killed");
  expect((await ask("/api/ready")).status).toBe(200);
});

test("the next start recovers from kill -9 of everything at once", async () => {
  const first = start();
  await first.ready();
  const lock = readLock(dataDir);
  for (const pid of [lock?.pid, lock?.children["database"]?.pid, lock?.children["server"]?.pid]) process.kill(pid as number, "SIGKILL");
  await first.ended;
  const second = start();
  await second.ready();
  expect((await ask("/api/ready")).status).toBe(200);
});

test("a database or a web server that is killed comes back on its own", async () => {
  const portal = start();
  await portal.ready();
  process.kill(readLock(dataDir)?.children["database"]?.pid as number, "SIGKILL");
  await expect.poll(() => portal.said, { timeout: 10_000 }).toContain("database（SIGKILL）");
  await expect.poll(async () => (await ask("/api/ready")).status, { timeout: 20_000 }).toBe(200);
  process.kill(readLock(dataDir)?.children["server"]?.pid as number, "SIGKILL");
  await expect.poll(() => portal.said, { timeout: 10_000 }).toContain("web server（SIGKILL）");
  await expect
    .poll(
      () =>
        ask("/api/ready")
          .then(({ status }) => status)
          .catch(() => 0),
      { timeout: 20_000 },
    )
    .toBe(200);
});

test("a database that answers nobody makes it unready, and names no more than the part", async () => {
  const portal = start();
  await portal.ready();
  const postmaster = readLock(dataDir)?.children["database"]?.pid as number;
  const folder = readlinkSync(`/proc/${postmaster}/cwd`);
  // frozen and not killed, connections and all: what a stuck disk looks like from outside. First the one that makes them
  process.kill(postmaster, "SIGSTOP");
  const frozen = processesIn(folder, postmaster);
  expect(frozen).toContain(postmaster);
  for (const pid of frozen) process.kill(pid, "SIGSTOP");
  try {
    const { status, body } = await ask("/api/ready");
    expect(status).toBe(503);
    expect(body).toEqual({ status: "unavailable", checks: { database: "failed", migrations: "failed", storage: "ok" } });
    expect((await ask("/api/health")).status).toBe(200);
  } finally {
    for (const pid of frozen) process.kill(pid, "SIGCONT");
  }
  await expect.poll(async () => (await ask("/api/ready")).status, { timeout: 20_000 }).toBe(200);
});

test("a data directory in use is refused in one sentence", async () => {
  const first = start();
  await first.ready();
  const second = start({ PORT: String(await freePort()) });
  expect(await second.ended).toBe(1);
  expect(second.said).toContain(`正被另一个进程（pid ${readLock(dataDir)?.pid}）使用`);
  expect(second.said).toContain("is in use by another process");
});

test("a port in use is refused in one sentence, and nothing has been started", async () => {
  const other = createServer().listen(port);
  try {
    const portal = start();
    expect(await portal.ended).toBe(1);
    expect(portal.said).toContain(`端口 ${port} 已被占用`);
    expect(portal.said).toContain(`Port ${port} is in use`);
    expect(existsSync(path.join(dataDir, "postgres.log"))).toBe(false);
    expect(readLock(dataDir)).toBeNull();
  } finally {
    other.close();
  }
});

for (const [name, value, sentence] of [
  ["PORT", "eighty", "PORT"],
  ["DATABASE_URL", "mysql://u:p@h/d", "DATABASE_URL"],
  ["DATABASE_URL", NOBODY_LISTENS, "127.0.0.1:9/portal cannot be reached"],
  ["LOG_LEVEL", "loud", "LOG_LEVEL"],
] as const) {
  test(`${name}=${value} is refused in one sentence without a password`, async () => {
    const portal = start({ [name]: value });
    expect(await portal.ended).toBe(1);
    expect(portal.said).toContain(sentence);
    expect(portal.said).not.toContain("secret-word");
    expect(portal.said).not.toMatch(/^\s+at /m);
  });
}

test("with a database of one's own: nothing embedded, no demo, a one-time token for the first administrator", async () => {
  const clusterDir = makeDataDir();
  const cluster = await startPostgres({ root: ROOT, dataDir: clusterDir, password: PASSWORD });
  try {
    const superuser = await connect(databaseUrl({ port: cluster.port, user: "portal_superuser", database: "postgres" }));
    await superuser.query(`CREATE ROLE dba LOGIN CREATEROLE PASSWORD '${PASSWORD}'`);
    await superuser.query("CREATE DATABASE union_portal OWNER dba");
    await superuser.end();
    const portal = start({ DATABASE_URL: databaseUrl({ port: cluster.port, user: "dba", database: "union_portal" }) });
    await portal.ready();
    const token = /^ {2}([\w-]{32})$/m.exec(portal.said)?.[1] ?? "";
    const kept = JSON.parse(readFileSync(path.join(dataDir, "first-run.json"), "utf8")) as { tokenHash: string };
    expect(kept.tokenHash).toBe(createHash("sha256").update(token).digest("hex"));
    expect(mode("first-run.json")).toBe("600");
    for (const name of ["demo-accounts.json", "postgres", "postgres.json"]) expect(existsSync(path.join(dataDir, name))).toBe(false);
    expect((await ask("/api/ready")).status).toBe(200);
    expect(await portal.stop()).toBe(0);
  } finally {
    await cluster.stop();
    removeDataDir(clusterDir);
  }
});
