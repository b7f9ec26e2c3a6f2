import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import path from "node:path";
import { removeAttachment } from "@/data/attachments";
import { withScope } from "@/data/with-scope";
import { attachmentFolder, uploadingFolder } from "@/server/attachments/attachment-folder";
import { stopImageProcesses } from "@/server/attachments/image-pool";
import { CLEANER_AGES, cleanAttachments, cleanCity, cleanUploading } from "@/server/attachments/orphan-cleaner";
import { storage, unfinishedFolder } from "@/server/storage/storage";
import { attachmentRows, returnSnapshot, uploaded } from "../../support/attachment-uploads";
import { makeImage } from "../../support/generated-files";
import { makeApplication, makeSmallCity, type SmallCity } from "../../support/small-city";

let city: SmallCity;
let application: string;

beforeEach(async () => {
  city = await makeSmallCity();
  application = await makeApplication(city);
});
afterAll(() => stopImageProcesses());

describe("cleanCity", () => {
  const later = () => new Date(Date.now() + CLEANER_AGES.removed + 3_600_000);

  it("removes files without rows and rows removed long ago, and keeps everything else", async () => {
    const kept = await uploaded(city.lead, { to: application });
    const named = await uploaded(city.lead, { to: application });
    const gone = await uploaded(city.lead, { to: application, slot: "sign.photos", name: "a.jpg", bytes: await makeImage("a.jpg") });
    await returnSnapshot(city, application, [named.id]);
    for (const { id } of [named, gone]) await withScope(city.lead.scope, (tx) => removeAttachment(tx, city.lead, id, new Date()));
    const orphan = await storage().put(Buffer.from("left by a crash"), { folder: attachmentFolder(city.cityPath) });
    expect(await cleanCity(storage(), city.cityPath)).toEqual({ rows: 0, files: 0 });
    expect(await storage().stat(orphan.key)).not.toBeNull();
    // the removed picture with its thumbnail, and the orphan
    expect(await cleanCity(storage(), city.cityPath, later())).toEqual({ rows: 1, files: 3 });
    const rows = await attachmentRows(city, application);
    expect(rows.map(({ id }) => id).toSorted()).toEqual([kept.id, named.id].toSorted());
    expect(await storage().stat(orphan.key)).toBeNull();
    for (const { storageKey } of rows) expect(await storage().stat(storageKey)).not.toBeNull();
    expect(await cleanCity(storage(), city.cityPath, later())).toEqual({ rows: 0, files: 0 });
  });

  it("keeps the bytes that a copied application names as well", async () => {
    const { id } = await uploaded(city.lead, { to: application });
    const copy = randomUUID();
    await withScope(city.lead.scope, async (tx) => {
      const row = await tx.attachment.findUniqueOrThrow({ where: { id } });
      await tx.attachment.create({ data: { ...row, id: copy, slot: "team.certificates" } });
      await removeAttachment(tx, city.lead, id, new Date());
    });
    expect(await cleanCity(storage(), city.cityPath, later())).toEqual({ rows: 1, files: 0 });
    const [row] = await attachmentRows(city, application);
    expect(row?.id).toBe(copy);
    expect(await storage().stat(row?.storageKey ?? "")).not.toBeNull();
  });

  it("deletes nothing when the scope does not show the city", async () => {
    const folder = attachmentFolder("/0badc0de/");
    const { key } = await storage().put(Buffer.from("a"), { folder });
    await expect(cleanCity(storage(), "/0badc0de/", later())).rejects.toThrow("not visible");
    expect(await storage().stat(key)).not.toBeNull();
  });
});

describe("cleanUploading", () => {
  it("removes what a crash left a day ago and leaves what is coming in", async () => {
    await mkdir(uploadingFolder(), { recursive: true });
    const [old, young] = ["old", "young"].map((name) => path.join(uploadingFolder(), name)) as [string, string];
    for (const file of [old, young]) await writeFile(file, "a");
    const longAgo = new Date(Date.now() - CLEANER_AGES.uploading - 1000);
    await utimes(old, longAgo, longAgo);
    expect(await cleanUploading(uploadingFolder())).toBe(1);
    expect(await readdir(uploadingFolder())).toEqual(["young"]);
    await rm(young);
  });
});

describe("cleanAttachments", () => {
  it("visits every city and leaves what is young", async () => {
    await uploaded(city.lead, { to: application });
    const elsewhere = await makeSmallCity();
    await storage().put(Buffer.from("a"), { folder: attachmentFolder(elsewhere.cityPath) });
    expect(await cleanAttachments()).toEqual({ rows: 0, files: 0 });
  });

  it("removes the half of an object that a crash left while it was being written", async () => {
    await mkdir(unfinishedFolder(), { recursive: true });
    const half = path.join(unfinishedFolder(), "half");
    await writeFile(half, "a");
    expect(await cleanAttachments()).toEqual({ rows: 0, files: 0 });
    const longAgo = new Date(Date.now() - CLEANER_AGES.uploading - 1000);
    await utimes(half, longAgo, longAgo);
    expect(await cleanAttachments()).toEqual({ rows: 0, files: 1 });
    expect(await readdir(unfinishedFolder())).toEqual([]);
  });
});
