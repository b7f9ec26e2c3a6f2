import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stopProcess, waitGone } from "../../scripts/support/processes.mjs";

const SUPPORT = path.resolve(import.meta.dirname, "../../scripts/support");
/** A web process whose end hangs where no JavaScript runs any more, as Node's own can (nodejs/node#54918). */
const HANGS_AT_ITS_END = `
  const { createServer } = require("node:http");
  const { writeFileSync } = require("node:fs");
  process.reallyExit = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  process.on("SIGTERM", () => process.exit(0));
  createServer().listen(0, "127.0.0.1", () => writeFileSync(__dirname + "/" + process.pid, ""));
`;

let folder: string;
let started: number[];
const running = () =>
  readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "parent-"));
  writeFileSync(path.join(folder, "web.js"), HANGS_AT_ITS_END);
  started = [];
});
afterEach(async () => {
  for (const pid of [...started, ...running()]) await stopProcess(pid, [["SIGKILL", 1000]]);
  rmSync(folder, { recursive: true });
});

/** Starts it as the portal does, below a process that may be killed; resolves when `count` of them listen. */
async function start(program: string[], count: number) {
  const args = ["--import", path.join(SUPPORT, "parent.mjs"), ...program];
  const below = `require("node:child_process").spawn(process.execPath, ${JSON.stringify(args)}, { stdio: ["ignore", "ignore", "ignore", "ipc"] })
    .on("spawn", function () { process.send(this.pid); });`;
  const outer = spawn(process.execPath, ["-e", below], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const inner = await new Promise<number>((resolve) => outer.once("message", (pid) => resolve(Number(pid))));
  started.push(outer.pid ?? 0, inner);
  await vi.waitFor(() => expect(running()).toHaveLength(count), { timeout: 10_000 });
  return { outer, inner };
}

const allGone = async (pids: number[], ms: number) => (await Promise.all(pids.map((pid) => waitGone(pid, ms)))).every(Boolean);

describe("a web process that hangs in its end", () => {
  it("is gone with the one that started it, killed though that was", { timeout: 20_000 }, async () => {
    const { outer, inner } = await start([path.join(folder, "web.js")], 1);
    outer.kill("SIGKILL");
    expect(await allGone([inner, ...running()], 4_000)).toBe(true);
  });

  it("is gone with it when there are several behind one port", { timeout: 20_000 }, async () => {
    const { outer, inner } = await start([path.join(SUPPORT, "web-workers.mjs"), "2", path.join(folder, "web.js")], 2);
    outer.kill("SIGKILL");
    expect(await allGone([inner, ...running()], 6_000)).toBe(true);
  });

  it("is gone with the process that shares the port out", { timeout: 20_000 }, async () => {
    const { inner } = await start([path.join(SUPPORT, "web-workers.mjs"), "2", path.join(folder, "web.js")], 2);
    process.kill(inner, "SIGKILL");
    expect(await allGone(running(), 4_000)).toBe(true);
  });

  it("does not keep its siblings from a stop in time", { timeout: 20_000 }, async () => {
    const { inner } = await start([path.join(SUPPORT, "web-workers.mjs"), "2", path.join(folder, "web.js")], 2);
    // as web-server.mjs does, which kills after five seconds
    process.kill(inner, "SIGTERM");
    expect(await allGone([inner, ...running()], 4_900)).toBe(true);
  });
});
