import "server-only";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { listCityPaths } from "@/data/cities";
import { deleteForgotten, isCityVisible, keysInUse } from "@/data/stored-attachments";
import { type ScopedTx, withScope } from "@/data/with-scope";
import { subtreeOf } from "@/domain/org-path";
import { storage, unfinishedFolder } from "../storage/storage";
import type { StoragePort } from "../storage/storage-port";
import { attachmentFolder, uploadingFolder } from "./attachment-folder";

const HOUR = 3_600_000;
/** Longer than any upload or undo lasts, in milliseconds. */
export const CLEANER_AGES = { orphan: 48 * HOUR, removed: 48 * HOUR, uploading: 24 * HOUR };
const BATCH = 200;

export type Cleaned = { rows: number; files: number };

/**
 * Tidies one city: rows of attachments removed long ago that no snapshot names go first, then files that no row names.
 * It may be killed anywhere and run again. Throws, and deletes nothing, when the scope does not show the city itself.
 */
export async function cleanCity(from: StoragePort, cityPath: string, now = new Date()): Promise<Cleaned> {
  const inCity = <T>(work: (tx: ScopedTx) => Promise<T>) =>
    withScope(subtreeOf(cityPath), async (tx) => {
      if (!(await isCityVisible(tx, cityPath))) throw new Error("the city is not visible: nothing is deleted");
      return await work(tx);
    });
  const rows = await inCity((tx) => deleteForgotten(tx, new Date(now.getTime() - CLEANER_AGES.removed), BATCH));
  const old = now.getTime() - CLEANER_AGES.orphan;
  let files = 0;
  const sweep = async (keys: readonly string[]) => {
    const used = await inCity((tx) => keysInUse(tx, keys));
    const unused = keys.filter((key) => !used.has(key));
    for (const key of unused) await from.delete(key);
    files += unused.length;
  };
  let batch: string[] = [];
  for await (const object of from.list(attachmentFolder(cityPath))) {
    if (object.modifiedAt.getTime() < old) batch.push(object.key);
    if (batch.length < BATCH) continue;
    await sweep(batch);
    batch = [];
  }
  if (batch.length > 0) await sweep(batch);
  return { rows, files };
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

/** Tidies every city and the folders of files that are coming in or being written. */
export async function cleanAttachments(): Promise<Cleaned> {
  const unfinished = [uploadingFolder(), unfinishedFolder()];
  const total: Cleaned = { rows: 0, files: 0 };
  for (const folder of unfinished) total.files += await cleanUploading(folder);
  for (const cityPath of await listCityPaths()) {
    const { rows, files } = await cleanCity(storage(), cityPath);
    total.rows += rows;
    total.files += files;
  }
  return total;
}
