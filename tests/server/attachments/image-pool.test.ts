import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { convertImage, stopImageProcesses } from "@/server/attachments/image-pool";
import { makeImage } from "../../support/generated-files";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pool-"));
});
afterAll(async () => {
  stopImageProcesses();
  await rm(folder, { recursive: true });
});

async function convert(name: string, bytes: Buffer) {
  const source = path.join(folder, name);
  await writeFile(source, bytes);
  return convertImage({ source, target: `${source}.clean`, thumb: `${source}.thumb`, format: "jpeg" });
}

/** Image processes that are children of this one. Bare machines have no ps; other systems than Linux have no /proc. */
function processes(): number[] {
  const hasProc = existsSync("/proc/self/cmdline");
  const rows = hasProc ? procRows() : execFileSync("ps", ["-o", "pid=,ppid=,args=", "-e"], { encoding: "utf8" }).split("\n");
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, parent, ...args]) => Number(parent) === process.pid && args.join(" ").includes("image-process.ts"))
    .map(([pid]) => Number(pid));
}

function procRows(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/, "").trim().split(" ")[1];
        return `${pid} ${parent} ${readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")}`;
      } catch {
        // it ended while we looked
        return "";
      }
    });
}

describe("convertImage", () => {
  it("refuses a picture whose process dies, and serves the next one", async () => {
    const photo = await makeImage("a.jpg", { w: 6000, h: 5000 });
    const dying = convert("dying.jpg", photo).then(
      () => "converted",
      (error: { code: string }) => error.code,
    );
    for (let tries = 0; processes().length === 0 && tries < 200; tries += 1) await new Promise((go) => setTimeout(go, 5));
    for (const pid of processes()) process.kill(pid, "SIGKILL");
    expect(await dying).toBe("brokenImage");
    expect(await convert("next.jpg", await makeImage("b.jpg"))).toEqual({ width: 640, height: 896 });
  });

  it("never runs more than two at a time and leaves none behind when it is stopped", async () => {
    const photo = await makeImage("a.jpg", { w: 1500, h: 1500 });
    const all = Array.from({ length: 6 }, (_, i) => convert(`many-${i}.jpg`, photo));
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, processes().length)), 20);
    await Promise.all(all);
    clearInterval(watch);
    expect(most).toBe(2);
    stopImageProcesses();
    await expect.poll(() => processes().length).toBe(0);
  });
});
