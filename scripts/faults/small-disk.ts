import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const SMALL_DISK_MB = 400;

/** A file system in memory at this folder, with room for the database's programs, its data and little more; the data directory lies on it. */
export function mountSmallDisk(folder: string, dataDir = folder): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SMALL_DISK_MB}m,mode=0755`, "tmpfs", folder]);
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

/** Fills the disk of this folder to its last block; the answer makes room again. */
export function fillDisk(folder: string): () => void {
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
  return () => rmSync(filler);
}
