import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDataDir, openDataDir, readSecrets } from "../../scripts/support/data-dir.mjs";
import { birthMark, isSameProcess } from "../../scripts/support/processes.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "portal-data-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const mode = (file: string) => (statSync(path.join(folder, file)).mode & 0o777).toString(8);

describe("openDataDir", () => {
  it("closes the folder to others", () => {
    openDataDir(folder);
    expect(mode(".")).toBe("700");
  });

  it("says so when the place is a file", () => {
    writeFileSync(path.join(folder, "file"), "");
    expect(() => openDataDir(path.join(folder, "file"))).toThrow(/cannot be used/);
  });
});

describe("readSecrets", () => {
  it("makes them once, for the owner's eyes only", () => {
    const first = readSecrets(folder);
    expect(readSecrets(folder)).toEqual(first);
    expect(mode("secrets.json")).toBe("600");
    expect(new Set(Object.values(first)).size).toBe(3);
  });

  it("refuses a damaged file instead of making new ones over it", () => {
    writeFileSync(path.join(folder, "secrets.json"), '{"instance": "abc');
    expect(() => readSecrets(folder)).toThrow(/damaged/);
  });
});

describe("lockDataDir", () => {
  it("is refused while its holder lives, and says which process that is", async () => {
    const lock = await lockDataDir(folder);
    await expect(lockDataDir(folder)).rejects.toThrow(new RegExp(`in use by another process \\(pid ${process.pid}\\)`));
    lock.release();
    (await lockDataDir(folder)).release();
  });

  it("is recovered when its holder is gone", async () => {
    writeFileSync(path.join(folder, "lock"), JSON.stringify({ pid: 2 ** 22 + 1, birth: "", children: {} }));
    const lock = await lockDataDir(folder);
    expect(lock.recovered).toBe(true);
    lock.release();
  });

  it("is recovered when its number now belongs to another process", async () => {
    writeFileSync(path.join(folder, "lock"), JSON.stringify({ pid: process.pid, birth: "another boot/1", children: {} }));
    const lock = await lockDataDir(folder);
    expect(JSON.parse(readFileSync(path.join(folder, "lock"), "utf8"))).toMatchObject({ pid: process.pid, birth: birthMark(process.pid) });
    lock.release();
  });

  it("is recovered from a file that a power cut left half written", async () => {
    writeFileSync(path.join(folder, "lock"), '{"pid": 12');
    (await lockDataDir(folder)).release();
  });

  it("ends the web server that a killed start left behind", async () => {
    const orphan = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    const server = { pid: orphan.pid ?? 0, birth: birthMark(orphan.pid ?? 0) };
    writeFileSync(path.join(folder, "lock"), JSON.stringify({ pid: 2 ** 22 + 1, birth: "", children: { server } }));
    const lock = await lockDataDir(folder);
    expect(isSameProcess(server)).toBe(false);
    lock.release();
  });

  it("gives one lock to twenty who recover at once", async () => {
    writeFileSync(path.join(folder, "lock"), JSON.stringify({ pid: 2 ** 22 + 1, birth: "", children: {} }));
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataDir(folder)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
