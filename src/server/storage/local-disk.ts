import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, opendir, rename, rm, stat, statfs } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { StoredObjectMissing, requireKey, type ByteRange, type PutResult, type StoragePort, type StoredObject } from "./storage-port";

/** Objects that are still being written; what a crash leaves here no key names, and the cleaner removes it. */
export const TEMP_FOLDER = ".incoming";

/**
 * Files below one directory: <root>/<folder>/<first two of uuid>/<uuid>. An object is written under a temporary name,
 * flushed, renamed into place and the directory flushed, so a crash leaves either the whole object or none.
 */
export function localDisk(root: string): StoragePort {
  const base = path.resolve(root);
  const place = (key: string) => path.join(base, ...requireKey(key).split("/"));

  async function put(body: Readable | Uint8Array, { folder }: { folder: string }): Promise<PutResult> {
    const id = randomUUID();
    const key = requireKey(`${folder}/${id.slice(0, 2)}/${id}`);
    const target = place(key);
    const temp = path.join(base, TEMP_FOLDER, id);
    await makeDirectory(path.dirname(temp));
    const file = await open(temp, "wx", 0o600);
    try {
      const written = await writeAll(file, body);
      await file.sync();
      await file.close();
      await makeDirectory(path.dirname(target));
      await rename(temp, target);
      await syncDirectory(path.dirname(target));
      return { key, ...written, modifiedAt: (await stat(target)).mtime };
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(temp, { force: true });
      throw error;
    }
  }

  async function get(key: string, range?: ByteRange): Promise<Readable> {
    const file = await openForReading(place(key)).catch((error: unknown) => {
      throw isMissing(error) ? new StoredObjectMissing(key) : error;
    });
    return file.createReadStream({ ...range, autoClose: true });
  }

  async function statKey(key: string): Promise<StoredObject | null> {
    try {
      const found = await stat(place(key));
      return found.isFile() ? { key, size: found.size, modifiedAt: found.mtime } : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async function* list(folder: string): AsyncIterable<StoredObject> {
    const top = place(folder);
    for (const relative of await filesBelow(top)) {
      const found = await statKey([folder, ...relative].join("/"));
      if (found) yield found;
    }
  }

  return {
    put,
    get,
    stat: statKey,
    list,
    delete: (key) => rm(place(key), { force: true }),
    async space() {
      await makeDirectory(base);
      const found = await statfs(base);
      return { free: found.bavail * found.bsize, total: found.blocks * found.bsize };
    },
  };
}

async function writeAll(file: FileHandle, body: Readable | Uint8Array): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of body instanceof Readable ? body : [body]) {
    const bytes = chunk as Uint8Array;
    hash.update(bytes);
    size += bytes.byteLength;
    await file.writeFile(bytes);
  }
  return { size, sha256: hash.digest("hex") };
}

/** A planted link is not followed. */
const openForReading = (target: string) => open(target, constants.O_RDONLY | constants.O_NOFOLLOW);

const isMissing = (error: unknown) => ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException | null)?.code ?? "");

/** A new directory is only safe from a power cut when its parent has been flushed too. */
async function makeDirectory(directory: string): Promise<void> {
  const first = await mkdir(directory, { recursive: true, mode: 0o700 });
  for (let made = directory; first !== undefined && made.startsWith(first); made = path.dirname(made)) {
    await syncDirectory(path.dirname(made));
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function filesBelow(top: string, above: string[] = []): Promise<string[][]> {
  const found: string[][] = [];
  try {
    for await (const entry of await opendir(path.join(top, ...above))) {
      const here = [...above, entry.name];
      if (entry.isDirectory()) found.push(...(await filesBelow(top, here)));
      else if (entry.isFile()) found.push(here);
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return found;
}
