import { readFileSync } from "node:fs";
import path from "node:path";
import { processTree } from "../../bench/process-facts";

const MB = 1024 * 1024;

/** Resident memory of the web server of a data directory with every process that it started, MB. */
export class ServerMemory {
  readonly first: number;
  now = 0;
  /** the most that was seen at a look */
  peak = 0;
  /** the most that one process alone ever had, between two looks, too: the kernel keeps it */
  peakOfOne = 0;
  /** a web process that was there has ended */
  restarted = false;
  /** web processes of the last look */
  pids: readonly number[] = [];
  #web = new Set<number>();
  readonly #dataDir: string;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.look();
    this.first = this.now;
  }

  /** Web processes that were ever seen. */
  get processes(): number {
    return this.#web.size;
  }

  look(): void {
    const lock = JSON.parse(readFileSync(path.join(this.#dataDir, "lock"), "utf8")) as { children: { server: { pid: number } } };
    const all = processTree(lock.children.server.pid);
    const web = all.filter(({ command }) => command.includes("next-server")).map(({ pid }) => pid);
    this.restarted ||= [...this.#web].some((pid) => !web.includes(pid));
    for (const pid of web) this.#web.add(pid);
    this.pids = web;
    this.now = Math.round(all.reduce((sum, one) => sum + one.resident, 0) / MB);
    this.peak = Math.max(this.peak, this.now);
    this.peakOfOne = Math.max(this.peakOfOne, ...all.map((one) => Math.round(Math.max(one.resident, highWater(one.pid)) / MB)));
  }
}

/** The most that a process ever had resident, bytes; 0 where it has just ended. */
function highWater(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
