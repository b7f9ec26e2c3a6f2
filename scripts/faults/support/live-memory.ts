import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

const MB = 1024 * 1024;
const ANSWER_WITHIN = 30_000;

/**
 * What is left in the web processes of a portal after everything unheld was collected. Resident memory cannot tell a leak from
 * garbage: between two collections it goes up and down by hundreds of MB. Only for a portal started with `env`.
 */
export class LiveMemory {
  readonly #dir = mkdtempSync(path.join(tmpdir(), "live-memory-"));

  /** What the portal must be started with. */
  get env(): Record<string, string> {
    const preload = pathToFileURL(path.join(import.meta.dirname, "collect-on-signal.mjs")).href;
    return { LIVE_MEMORY_DIR: this.#dir, NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} --import ${preload}`.trim() };
  }

  /** MB, of all these processes together. */
  async look(pids: readonly number[]): Promise<number> {
    for (const pid of pids) {
      rmSync(this.#file(pid), { force: true });
      process.kill(pid, "SIGUSR2");
    }
    let bytes = 0;
    for (const pid of pids) bytes += await this.#answer(pid);
    return Math.round((bytes / MB) * 10) / 10;
  }

  close(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #file(pid: number): string {
    return path.join(this.#dir, String(pid));
  }

  async #answer(pid: number): Promise<number> {
    for (const until = Date.now() + ANSWER_WITHIN; Date.now() < until; await sleep(20)) {
      try {
        return Number(readFileSync(this.#file(pid), "utf8"));
      } catch {
        // not written yet
      }
    }
    throw new Error(`the web process ${pid} does not say what memory it holds`);
  }
}
