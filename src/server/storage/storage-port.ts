import type { Readable } from "node:stream";

/** One stored object. `size` in bytes; `modifiedAt` is when it was put (objects never change). */
export type StoredObject = { key: string; size: number; modifiedAt: Date };

/** A new object: as StoredObject, with the SHA-256 (hex) of the bytes that were written. */
export type PutResult = StoredObject & { sha256: string };

/** Bytes `start` to `end`, both included, counted from 0. */
export type ByteRange = { start: number; end: number };

/**
 * Where files are kept. Objects are immutable: put makes a key, nothing overwrites. A key carries no name that a person
 * typed; folders are chosen by the server ("attachments/0000000a"). What put has answered survives a power cut.
 */
export type StoragePort = {
  put(body: Readable | Uint8Array, options: { folder: string }): Promise<PutResult>;
  /** Throws StoredObjectMissing when there is no such object, before the first byte. */
  get(key: string, range?: ByteRange): Promise<Readable>;
  stat(key: string): Promise<StoredObject | null>;
  /** Deleting what is not there is no error: a cleaner may be interrupted and run again. */
  delete(key: string): Promise<void>;
  list(folder: string): AsyncIterable<StoredObject>;
  /** Free and total bytes of the place, or null where that has no meaning. */
  space(): Promise<{ free: number; total: number } | null>;
};

export class StoredObjectMissing extends Error {
  readonly key: string;
  constructor(key: string) {
    super(`stored object is missing: ${key}`);
    this.name = "StoredObjectMissing";
    this.key = key;
  }
}

const SEGMENT = "[a-z0-9][a-z0-9-]{0,63}";
const FOLDER = new RegExp(`^${SEGMENT}(?:/${SEGMENT}){0,5}$`);

/** Lower-case letters, digits and hyphens only, so no key can climb out of its place ("..", "\", NUL, drive letters). */
export function requireKey(key: string): string {
  if (!FOLDER.test(key)) throw new TypeError("not a storage key");
  return key;
}
