import "server-only";
import path from "node:path";
import { env } from "@/env";
import { TEMP_FOLDER, localDisk } from "./local-disk";
import type { StoragePort } from "./storage-port";

let opened: StoragePort | null = null;

const root = () => path.join(env().DATA_DIR, "files");

/** Where this server keeps files: DATA_DIR/files. */
export function storage(): StoragePort {
  opened ??= localDisk(root());
  return opened;
}

/** Folder of objects that are being written: after a crash it holds halves that no key names. */
export const unfinishedFolder = () => path.join(root(), TEMP_FOLDER);
