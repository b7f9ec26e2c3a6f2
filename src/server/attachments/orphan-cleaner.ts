import "server-only";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { deleteForgotten, isCityVisible, keysInUse } from "@/data/stored-attachments";
import { withScope } from "@/data/with-scope";
import { subtreeOf } from "@/domain/org-path";
import type { StoragePort } from "../storage/storage-port";
import { attachmentFolder } from "./attachment-folder";

const HOUR = 3_600_000;
/** Longer than any upload or undo lasts, in milliseconds. */
export const CLEANER_AGES = { orphan: 48 * HOUR, removed: 48 * HOUR, uploading: 24 * HOUR };
const BATCH = 200;

export type Cleaned = { rows: number; files: number };

/**
 * Tidies one city: rows of attachments removed long ago that no snapshot names go first, then files that no row names.
 * It may be killed anywhere and run again. Throws, and deletes nothing, when the scope does not show the city itself.
 */
export async function cleanCity(storage: StoragePort, cityPath: string, now = new Date()): Promise<Cleaned> {
  const scope = subtreeOf(cityPath);
  const forgotten = await withScope(scope, async (tx) => {
    if (!(await isCityVisible(tx, cityPath))) throw new Error("the city is not visible: nothing is deleted");
    return await deleteForgotten(tx, new Date(now.getTime() - CLEANER_AGES.removed), BATCH);
  });
  // what a kill leaves of these is found below the next time, as files without rows
  for (const key of forgotten.keys) await storage.delete(key);

  let files = forgotten.keys.length;
  const old = now.getTime() - CLEANER_AGES.orphan;
  let batch: string[] = [];
  const sweep = async () => {
    const keys = batch;
    batch = [];
    const used = await withScope(scope, async (tx) => {
      if (!(await isCityVisible(tx, cityPath))) throw new Error("the city is not visible: nothing is deleted");
      return await keysInUse(tx, keys);
    });
    for (const key of keys) {
      if (used.has(key)) continue;
      await storage.delete(key);
      files += 1;
    }
  };
  for await (const object of storage.list(attachmentFolder(cityPath))) {
    if (object.modifiedAt.getTime() < old) batch.push(object.key);
    if (batch.length >= BATCH) await sweep();
  }
  if (batch.length > 0) await sweep();
  return { rows: forgotten.rows, files };
}

/** Removes what crashed uploads left in the folder of files that are coming in. Gives their number. */
export async function cleanUploading(folder: string, now = new Date()): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (!found || found.mtimeMs > now.getTime() - CLEANER_AGES.uploading) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}
