import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORMAT_OF_EXTENSION, type FileKind } from "@/server/attachments/file-formats";
import { stopImageProcesses } from "@/server/attachments/image-pool";
import { inspectFile, type SlotLimits } from "@/server/attachments/inspect-file";
import { AttachmentRefused } from "@/domain/attachment-refusal";
import { docxParts, fileFor, makeImage, makeMp4, packParts, relationships } from "../../support/generated-files";
import { HOSTILE_FILES } from "./hostile-corpus";

const ANY: SlotLimits = { accept: ["image", "pdf", "ofd", "word", "excel", "video"] };
let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "inspect-"));
});
afterAll(async () => {
  stopImageProcesses();
  await rm(folder, { recursive: true });
});

async function inspect(fileName: string, bytes: Buffer, slot = ANY) {
  count += 1;
  const at = path.join(folder, `upload-${count}`);
  await writeFile(at, bytes);
  return await inspectFile({ path: at, size: bytes.length, fileName }, slot);
}

async function refusalOf(fileName: string, bytes: Buffer, slot = ANY): Promise<AttachmentRefused> {
  const error = await inspect(fileName, bytes, slot).then(
    () => new Error("was accepted"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AttachmentRefused)) throw error;
  return error;
}

describe("inspectFile", () => {
  it.each(Object.keys(FORMAT_OF_EXTENSION))("takes an honest .%s", async (extension) => {
    const { fileName, bytes, mimeType } = await fileFor(`2023-2025年 材料.${extension}`);
    const found = await inspect(fileName, bytes);
    expect(found).toMatchObject({ mimeType, kind: FORMAT_OF_EXTENSION[extension]?.kind });
  });

  it.each(HOSTILE_FILES.map((file) => [file.what, file] as const))("refuses %s", async (_what, file) => {
    expect((await refusalOf(file.fileName, await file.make())).code).toBe(file.code);
  });

  it("leaves no half-made picture behind a refused one", async () => {
    await refusalOf("a.jpg", (await makeImage("a.jpg")).subarray(0, 2000));
    expect((await readdir(folder)).filter((name) => name.startsWith(`upload-${count}.`))).toEqual([]);
  });

  it("takes an extension in capitals", async () => {
    expect((await inspect("证书.JPG", await makeImage("a.jpg"))).kind).toBe("image");
  });

  it("refuses a kind that the slot does not take and says which it takes", async () => {
    const accept: FileKind[] = ["image", "pdf"];
    const refused = await refusalOf("计划.docx", (await fileFor("a.docx")).bytes, { accept });
    expect(refused).toMatchObject({ code: "kindNotAccepted", params: { accepted: "image,pdf" } });
  });

  it("keeps a document with an ordinary link to a web page", async () => {
    const link = { id: "rId9", type: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" };
    const parts = {
      ...docxParts("a"),
      "word/_rels/document.xml.rels": relationships([{ ...link, target: "https://example.com/", external: true }]),
    };
    expect((await inspect("a.docx", packParts(parts))).kind).toBe("word");
  });

  it("wipes the place of recording out of a film without moving a byte", async () => {
    const film = makeMp4({ place: "+36.1000+114.3333/" });
    const { path: at } = await inspect("a.mp4", film);
    const kept = await readFile(at);
    expect(film.includes("+36.1000")).toBe(true);
    expect(kept.includes("+36.1000")).toBe(false);
    expect(kept.length).toBe(film.length);
  });
});

describe("convertImage", () => {
  it.each(["a.jpg", "a.png"])("drops the place and every other note from %s", async (name) => {
    const photo = await makeImage(name, { exifGps: true });
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const { path: at, thumb = "" } = await inspect(name, photo);
    for (const kept of [at, thumb]) {
      const { exif, xmp, iptc, icc } = await sharp(kept).metadata();
      expect({ exif, xmp, iptc, icc }).toEqual({});
      const bytes = await readFile(kept);
      expect(bytes.includes("EXIF-CANARY") || bytes.includes("Exif") || bytes.includes("GPS")).toBe(false);
    }
  });

  it("keeps only pixels of a picture that carries a web page", async () => {
    const page = Buffer.from("<script>alert(1)</script>");
    const photo = Buffer.concat([await makeImage("a.jpg"), page]);
    const { path: at } = await inspect("a.jpg", photo);
    expect((await readFile(at)).includes("<script>")).toBe(false);
  });

  it("turns a picture upright and measures it after that", async () => {
    const lying = await sharp(await makeImage("a.jpg", { w: 800, h: 600 }))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await inspect("a.jpg", lying)).toMatchObject({ width: 600, height: 800 });
  });

  it("shrinks a large picture to 4096 and its thumbnail to 480 pixels", async () => {
    const found = await inspect("a.jpg", await makeImage("a.jpg", { w: 5000, h: 2500 }));
    expect(found).toMatchObject({ width: 4096, height: 2048 });
    expect(await sharp(found.thumb).metadata()).toMatchObject({ format: "webp", width: 480, height: 240 });
  });

  it("refuses a portrait that is too small and says the sizes", async () => {
    const slot = { ...ANY, minPixels: { width: 295, height: 413 } };
    const refused = await refusalOf("a.jpg", await makeImage("a.jpg", { w: 294, h: 413 }), slot);
    expect(refused).toMatchObject({ code: "imageTooSmall", params: { width: 294, height: 413, minWidth: 295, minHeight: 413 } });
    expect(await inspect("a.jpg", await makeImage("a.jpg", { w: 295, h: 413 }), slot)).toMatchObject({ width: 295 });
  });

  it("answers every one of many at once", async () => {
    const photo = await makeImage("a.jpg", { w: 200, h: 200 });
    const all = await Promise.all(Array.from({ length: 12 }, () => inspect("a.jpg", photo)));
    expect(all.map((found) => found.width)).toEqual(Array.from({ length: 12 }, () => 200));
  });
});
