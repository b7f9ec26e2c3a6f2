import { readFileSync } from "node:fs";
import path from "node:path";

/** Resident memory of the web process of a data directory, MB. */
export class ServerMemory {
  readonly first: number;
  now: number;
  peak: number;
  restarted = false;
  private readonly dataDir: string;
  private readonly pid: number;

  constructor(dataDir: string) {
    this.dataDir = dataDir;
    this.pid = this.readPid();
    this.first = this.read();
    this.now = this.first;
    this.peak = this.first;
  }

  look(): void {
    this.restarted ||= this.readPid() !== this.pid;
    this.now = this.read();
    this.peak = Math.max(this.peak, this.now);
  }

  private readPid(): number {
    const lock = JSON.parse(readFileSync(path.join(this.dataDir, "lock"), "utf8")) as { children: { server: { pid: number } } };
    return lock.children.server.pid;
  }

  private read(): number {
    const status = readFileSync(`/proc/${this.readPid()}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }
}
