import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { removeDatabaseOf } from "../support/postgres-home.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

export type Portal = { baseUrl: string; dataDir: string; stop: () => Promise<void> };

/** The portal to replay against: a running one in demo mode, or a fresh one of its own. */
export async function openPortal(given: { baseUrl?: string; dataDir?: string }): Promise<Portal> {
  if (given.baseUrl) {
    if (!given.dataDir) throw new Error("--base-url needs DATA_DIR, the data directory of that portal");
    const ready = await fetch(new URL("/api/ready", given.baseUrl)).catch(() => null);
    if (!ready?.ok) throw new Error(`no portal answers at ${given.baseUrl}`);
    return { baseUrl: given.baseUrl, dataDir: given.dataDir, stop: async () => {} };
  }
  const dataDir = mkdtempSync(path.join(tmpdir(), "portal-replay-"));
  const port = await freePort();
  const { DATABASE_URL: _owner, ...env } = process.env;
  const child = spawn(process.execPath, [path.join(ROOT, "scripts/start.mjs")], {
    cwd: ROOT,
    env: { ...env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const baseUrl = `http://localhost:${port}`;
  const until = Date.now() + 300_000;
  for (;;) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`the portal did not start:\n${said.slice(-3000)}`);
    const ready = await fetch(`${baseUrl}/api/ready`).catch(() => null);
    if (ready?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return {
    baseUrl,
    dataDir,
    stop: async () => {
      await ended(child);
      removeDatabaseOf(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGINT");
  return gone;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
