import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fillFiles, type LimitedPortal } from "./file-size-limit";

/** mount: a small file system; limit: the same processes under a file-size limit. */
export type DiskWay = "mount" | "limit";

export type SmallDisk = {
  way: DiskWay;
  /** until nothing more fits; the answer makes room again */
  fill: (portal: LimitedPortal) => Promise<() => Promise<void>>;
  remove: () => void;
};

export const WAYS = { mount: "a small file system", limit: "a file-size limit" } as const satisfies Record<DiskWay, string>;

const SMALL_DISK_MB = 400;

/** A disk that can be filled below this folder, on which the data directory lies. "any": by a limit only where mounting is refused. */
export function makeSmallDisk(way: DiskWay | "any", folder: string, dataDir = folder): SmallDisk {
  const limited: SmallDisk = { way: "limit", fill: fillFiles, remove: () => {} };
  if (way !== "limit") {
    try {
      mountSmallDisk(folder, dataDir);
      return { way: "mount", fill: async () => fillDisk(dataDir), remove: () => void execFileSync("umount", ["--lazy", folder]) };
    } catch (error) {
      if (way === "mount") throw error;
      process.stderr.write(`… no small file system here (${(error as Error).message.trim()}): by a file-size limit\n`);
    }
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return limited;
}

/** A file system in memory, with room for the database's programs, its data and little more. */
function mountSmallDisk(folder: string, dataDir: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SMALL_DISK_MB}m,mode=0755`, "tmpfs", folder], { stdio: "pipe" });
  const [user, , uid, gid] =
    readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"))
      .find(([name]) => name === "nobody") ?? [];
  const home = join(folder, "disk", "studio-portal", "db-small");
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o700);
  chownSync(home, Number(uid), Number(gid));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(join(dataDir, "postgres.json"), JSON.stringify({ home, uid: Number(uid), gid: Number(gid), user }));
}

/** Fills the disk of this folder to its last block. */
function fillDisk(folder: string): () => Promise<void> {
  const filler = join(folder, "filler");
  const file = openSync(filler, "w");
  for (const block of [Buffer.alloc(1024 * 1024), Buffer.alloc(4096)]) {
    try {
      for (;;) writeSync(file, block);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
  closeSync(file);
  return async () => rmSync(filler);
}
