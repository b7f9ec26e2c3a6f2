import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localDisk } from "@/server/storage/local-disk";
import { StoredObjectMissing, type StoragePort } from "@/server/storage/storage-port";

const FOLDER = "attachments/0000000a";
let root: string;
let storage: StoragePort;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "storage-"));
  storage = localDisk(path.join(root, "files"));
});
afterEach(() => rm(root, { recursive: true }));

async function keysOf(folder: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const object of storage.list(folder)) keys.push(object.key);
  return keys.toSorted();
}

describe("localDisk", () => {
  it("gives back what was put, from a buffer and from a stream, with size and hash", async () => {
    const bytes = randomBytes(300_000);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    for (const body of [bytes, Readable.from([bytes.subarray(0, 7), bytes.subarray(7)])]) {
      const put = await storage.put(body, { folder: FOLDER });
      expect(put).toMatchObject({ size: bytes.length, sha256 });
      expect(put.key).toMatch(/^attachments\/0000000a\/[0-9a-f]{2}\/[0-9a-f-]{36}$/);
      expect((await buffer(await storage.get(put.key))).equals(bytes)).toBe(true);
      expect(await storage.stat(put.key)).toMatchObject({ key: put.key, size: bytes.length });
    }
  });

  it("reads a range", async () => {
    const { key } = await storage.put(Buffer.from("0123456789"), { folder: FOLDER });
    expect((await buffer(await storage.get(key, { start: 2, end: 4 }))).toString()).toBe("234");
  });

  it("says that an object is missing before the first byte", async () => {
    const key = `${FOLDER}/ab/0b5c8f0e-0000-4000-8000-000000000000`;
    await expect(storage.get(key)).rejects.toBeInstanceOf(StoredObjectMissing);
    expect(await storage.stat(key)).toBeNull();
  });

  it("lists one folder and nothing beside it", async () => {
    const mine = [await storage.put(Buffer.from("a"), { folder: FOLDER }), await storage.put(Buffer.from("b"), { folder: FOLDER })];
    await storage.put(Buffer.from("c"), { folder: "attachments/0000000b" });
    expect(await keysOf(FOLDER)).toEqual(mine.map(({ key }) => key).toSorted());
    expect(await keysOf("attachments/0000000c")).toEqual([]);
  });

  it("deletes, and deleting again is no error", async () => {
    const { key } = await storage.put(Buffer.from("a"), { folder: FOLDER });
    await storage.delete(key);
    await storage.delete(key);
    expect(await storage.stat(key)).toBeNull();
  });

  it("leaves nothing behind when the source breaks off", async () => {
    const source = Readable.from(
      (async function* () {
        yield Buffer.from("half");
        throw new Error("connection lost");
      })(),
    );
    await expect(storage.put(source, { folder: FOLDER })).rejects.toThrow("connection lost");
    expect(await keysOf(FOLDER)).toEqual([]);
    expect(await readdir(path.join(root, "files", ".incoming"))).toEqual([]);
  });

  it.each([
    "../secret",
    "attachments/../../secret",
    "/etc/passwd",
    "attachments\\..\\x",
    "a/\0/b",
    ".incoming/x",
    "a//b",
    "",
    "A/b",
    "C:/x",
  ])("refuses the key %j", async (key) => {
    await writeFile(path.join(root, "secret"), "secret");
    await expect(storage.get(key)).rejects.toThrow(TypeError);
    await expect(storage.stat(key)).rejects.toThrow(TypeError);
    await expect((async () => storage.delete(key))()).rejects.toThrow(TypeError);
    await expect(storage.put(Buffer.from("a"), { folder: key })).rejects.toThrow(TypeError);
    expect(await readFile(path.join(root, "secret"), "utf8")).toBe("secret");
  });

  it("does not follow a planted link", async () => {
    await writeFile(path.join(root, "secret"), "secret");
    await mkdir(path.join(root, "files", "attachments"), { recursive: true });
    await symlink(path.join(root, "secret"), path.join(root, "files", "attachments", "x"));
    await expect(storage.get("attachments/x")).rejects.toThrow(/ELOOP/);
  });

  it("keeps files from other users of the machine", async () => {
    const { key } = await storage.put(Buffer.from("a"), { folder: FOLDER });
    const { mode } = await import("node:fs/promises").then((fs) => fs.stat(path.join(root, "files", key)));
    expect(mode & 0o077).toBe(0);
  });

  it("knows how much room is left", async () => {
    const space = await storage.space();
    expect(space?.free).toBeGreaterThan(0);
    expect(space?.total).toBeGreaterThanOrEqual(space?.free ?? Infinity);
  });
});
