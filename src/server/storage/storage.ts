import "server-only";
import path from "node:path";
import { env } from "@/env";
import { localDisk } from "./local-disk";
import type { StoragePort } from "./storage-port";

let opened: StoragePort | null = null;

/** Where this server keeps files: DATA_DIR/files. */
export function storage(): StoragePort {
  opened ??= localDisk(path.join(env().DATA_DIR, "files"));
  return opened;
}
