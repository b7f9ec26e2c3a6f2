import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseRange, serveFile, type ServedFile } from "@/server/attachments/serve-file";
import { localDisk } from "@/server/storage/local-disk";
import { StoredObjectMissing, type StoragePort } from "@/server/storage/storage-port";

let root: string;
let storage: StoragePort;
let film: ServedFile;
let picture: ServedFile;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "serve-"));
  storage = localDisk(root);
  const put = async (text: string) => (await storage.put(Buffer.from(text), { folder: "attachments/0000000a" })).key;
  const common = { size: 10, sha256: "ab".repeat(32), thumbKey: null };
  film = { ...common, fileName: "现场.mp4", kind: "video", mimeType: "video/mp4", storageKey: await put("0123456789") };
  picture = {
    ...common,
    fileName: "标牌.jpg",
    kind: "image",
    mimeType: "image/jpeg",
    storageKey: await put("pixels----"),
    thumbKey: await put("thumb"),
  };
});
afterAll(() => rm(root, { recursive: true }));

const get = (file: ServedFile, query = "", headers: Record<string, string> = {}, method = "GET") =>
  serveFile(storage, file, new Request(`http://localhost/files/x${query}`, { method, headers }));

describe("serveFile", () => {
  it.each([
    ["a film", () => film, "attachment", "private, no-store"],
    ["a picture", () => picture, "inline", "private, no-store"],
  ] as const)("sends %s so that it cannot act as a page of this site", async (_what, file, kind, cache) => {
    const answer = await get(file());
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": file().mimeType,
      "content-length": "10",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": cache,
    });
    expect(answer.headers.get("content-disposition")).toMatch(new RegExp(`^${kind}; .*filename\\*=UTF-8''%`));
    expect((await answer.text()).length).toBe(10);
  });

  it("never shows a document in place", async () => {
    for (const mimeType of ["application/pdf", "application/msword"]) {
      const answer = await get({ ...film, kind: mimeType === "application/pdf" ? "pdf" : "word", mimeType });
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment;/);
      await answer.text();
    }
  });

  it("sends a part of a film", async () => {
    const answer = await get(film, "", { range: "bytes=2-4" });
    expect([answer.status, answer.headers.get("content-range"), await answer.text()]).toEqual([206, "bytes 2-4/10", "234"]);
    const beyond = await get(film, "", { range: "bytes=10-" });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */10"]);
  });

  it("lets the browser keep a thumbnail but asks again each time", async () => {
    const first = await get(picture, "?thumb=1");
    expect([first.headers.get("content-type"), first.headers.get("cache-control"), await first.text()]).toEqual([
      "image/webp",
      "private, no-cache",
      "thumb",
    ]);
    const again = await get(picture, "?thumb=1", { "if-none-match": first.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await get(film, "?thumb=1")).status).toBe(404);
  });

  it("answers HEAD without opening the file", async () => {
    const answer = await get({ ...film, storageKey: "attachments/none" }, "", {}, "HEAD");
    expect([answer.status, answer.headers.get("content-length"), await answer.text()]).toEqual([200, "10", ""]);
  });

  it("fails loudly when the bytes are gone", async () => {
    await expect(get({ ...film, storageKey: "attachments/none" })).rejects.toBeInstanceOf(StoredObjectMissing);
  });
});

describe("parseRange", () => {
  it.each([
    [null, undefined],
    ["bytes=0-", { start: 0, end: 9 }],
    ["bytes=3-5", { start: 3, end: 5 }],
    ["bytes=3-99", { start: 3, end: 9 }],
    ["bytes=-4", { start: 6, end: 9 }],
    ["bytes=-99", { start: 0, end: 9 }],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=10-", "unsatisfiable"],
    ["bytes=5-3", undefined],
    ["bytes=-", undefined],
    ["bytes=0-1,3-4", undefined],
    ["items=0-1", undefined],
    ["bytes=1e3-", undefined],
  ] as const)("reads %j of ten bytes as %j", (header, range) => {
    expect(parseRange(header, 10)).toEqual(range);
  });
});
