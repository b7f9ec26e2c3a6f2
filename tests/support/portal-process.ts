import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { removeDatabaseOf } from "../../scripts/support/postgres-home.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Variables of the machine that would change what a start does. */
const OURS = [
  "PORT",
  "HOST",
  "DATA_DIR",
  "DATABASE_URL",
  "APP_DATABASE_URL",
  "AUTH_DATABASE_URL",
  "PUBLIC_URL",
  "NEXTAUTH_URL",
  "PORTAL_SECRET",
];

export type Lock = { pid: number; children: Record<string, { pid: number }> };

/** A run of `npm start`'s script with a data directory of its own. */
export class PortalProcess {
  said = "";
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(variables: Record<string, string>, args: readonly string[] = []) {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.includes(name)));
    this.child = spawn(process.execPath, [path.join(ROOT, "scripts/start.mjs"), ...args], {
      cwd: ROOT,
      env: { ...inherited, ...variables } as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on("data", (chunk: Buffer) => (this.said += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.on("exit", (code) => resolve(code)));
  }

  /** Until the address is printed; rejects with what was said when the start ends instead. @returns ms since the start was asked for */
  async ready(within = 120_000): Promise<number> {
    const from = Date.now();
    let over = false;
    void this.ended.then(() => (over = true));
    while (!this.said.includes("Ctrl-C")) {
      if (over || Date.now() - from > within) throw new Error(`not ready:\n${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return Date.now() - from;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async stop(): Promise<number | null> {
    this.signal("SIGTERM");
    return this.ended;
  }
}

export function makeDataDir(): string {
  return mkdtempSync(path.join(tmpdir(), "portal-start-"));
}

export function removeDataDir(dataDir: string): void {
  removeDatabaseOf(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
}

/** Who runs this data directory, as its lock file says; null when nobody does. */
export function readLock(dataDir: string): Lock | null {
  const file = path.join(dataDir, "lock");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Lock) : null;
}
