import { createHash } from "node:crypto";
import sharp from "sharp";
import { makeOle } from "./ole-writer";
import { makeZip } from "./zip-writer";

/** A file made for a test or a replay; `bytes` are a real file of its kind. */
export type GeneratedFile = { fileName: string; mimeType: string; bytes: Buffer };

export type ImageOptions = { w?: number; h?: number; label?: string; exifGps?: boolean };

/** A drawing of bands and discs, different for every file name: JPEG, or PNG when the name ends so. Default 640 × 896. */
export async function makeImage(fileName: string, { w = 640, h = 896, label, exifGps }: ImageOptions = {}): Promise<Buffer> {
  const seed = createHash("sha256")
    .update(`${fileName}|${label ?? ""}`)
    .digest();
  const byte = (i: number) => seed[i % seed.length] ?? 0;
  const colour = (i: number) => `hsl(${Math.round((byte(i) / 255) * 360)} ${40 + (byte(i + 1) % 45)}% ${35 + (byte(i + 2) % 40)}%)`;
  const bands = Array.from({ length: 4 }, (_, i) => `<rect y="${(h * i) / 4}" width="${w}" height="${h / 4}" fill="${colour(i * 3)}"/>`);
  const discs = Array.from(
    { length: 5 },
    (_, i) =>
      `<circle cx="${(byte(12 + i) / 255) * w}" cy="${(byte(18 + i) / 255) * h}" r="${(Math.min(w, h) * (8 + (byte(24 + i) % 16))) / 100}" fill="${colour(i + 20)}"/>`,
  );
  const drawing = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">${bands.join("")}${discs.join("")}</svg>`,
  );
  const picture = sharp(drawing, { limitInputPixels: false }).flatten({ background: "#fff" });
  const placed = exifGps ? picture.withExif(GPS) : picture;
  return await (/\.png$/i.test(fileName) ? placed.png({ compressionLevel: 3 }) : placed.jpeg({ quality: 80 })).toBuffer();
}

/** The square before Anyang station, so that its traces can be searched for. */
const GPS = {
  IFD0: { Make: "CameraMaker", Software: "EXIF-CANARY" },
  IFD3: { GPSLatitudeRef: "N", GPSLatitude: "36/1 6/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "114/1 20/1 0/1" },
};

/** One page with `title` (Latin letters are drawn, others stand in the document's title). `extra` goes in before the end. */
export function makePdf(title: string, extra = ""): Buffer {
  const utf16 = Buffer.from(`\ufeff${title}`, "utf16le").swap16().toString("hex");
  const drawn = title.replace(/[^\x20-\x7e]/g, " ").replace(/[()\\]/g, " ");
  const content = `BT /F1 18 Tf 72 720 Td (${drawn}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    `<< /Title <${utf16}> >>`,
    ...(extra ? [extra] : []),
  ];
  let text = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const OOXML = "application/vnd.openxmlformats-officedocument";

/** Parts of an Office Open XML package by name; tests change them to make a hostile one. */
export type Parts = Record<string, string | Buffer>;

export function docxParts(text: string): Parts {
  return {
    "[Content_Types].xml": contentTypes("/word/document.xml", `${OOXML}.wordprocessingml.document.main+xml`),
    "_rels/.rels": relationships([{ id: "rId1", type: `${DOCUMENT}/officeDocument`, target: "word/document.xml" }]),
    "word/document.xml": `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${escape(text)}</w:t></w:r></w:p></w:body></w:document>`,
  };
}

export function xlsxParts(text: string): Parts {
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  return {
    "[Content_Types].xml": contentTypes("/xl/workbook.xml", `${OOXML}.spreadsheetml.sheet.main+xml`, [
      ["/xl/worksheets/sheet1.xml", `${OOXML}.spreadsheetml.worksheet+xml`],
    ]),
    "_rels/.rels": relationships([{ id: "rId1", type: `${DOCUMENT}/officeDocument`, target: "xl/workbook.xml" }]),
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([{ id: "rId1", type: `${DOCUMENT}/worksheet`, target: "worksheets/sheet1.xml" }]),
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${escape(text)}</t></is></c></row></sheetData></worksheet>`,
  };
}

export function ofdParts(text: string): Parts {
  const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const box = "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>";
  return {
    "OFD.xml": `${XML}<ofd:OFD ${NS} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>${createHash("md5").update(text).digest("hex")}</ofd:DocID><ofd:Title>${escape(text)}</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    "Doc_0/Document.xml": `${XML}<ofd:Document ${NS}><ofd:CommonData><ofd:MaxUnitID>3</ofd:MaxUnitID><ofd:PageArea>${box}</ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
    "Doc_0/Pages/Page_0/Content.xml": `${XML}<ofd:Page ${NS}><ofd:Area>${box}</ofd:Area><ofd:Content><ofd:Layer ID="2"/></ofd:Content></ofd:Page>`,
  };
}

export const packParts = (parts: Parts): Buffer => makeZip(Object.entries(parts).map(([name, data]) => ({ name, data })));
export const makeDocx = (text: string): Buffer => packParts(docxParts(text));
export const makeXlsx = (text: string): Buffer => packParts(xlsxParts(text));
export const makeOfd = (text: string): Buffer => packParts(ofdParts(text));

/** The container of a Word 97-2003 file with its streams; the text itself is not laid out. */
export const makeDoc = (text: string): Buffer =>
  makeOle([
    { name: "WordDocument", data: Buffer.concat([Buffer.from([0xec, 0xa5, 0xc1, 0x00]), Buffer.from(text, "utf16le")]) },
    { name: "1Table", data: Buffer.alloc(64) },
  ]);

/** An Excel 97-2003 workbook stream with one sheet; kind 0 is a worksheet, 1 an Excel 4 macro sheet. */
export function makeXls(sheetName = "Sheet1", sheetKind: 0 | 1 = 0): Buffer {
  const record = (type: number, body: Buffer) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type, 0);
    head.writeUInt16LE(body.length, 2);
    return Buffer.concat([head, body]);
  };
  const start = (kind: number) => Buffer.from([0x00, 0x06, kind, 0x00, 0xbb, 0x0d, 0xcc, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
  const name = Buffer.from(sheetName, "utf16le");
  const sheet = Buffer.concat([Buffer.from([0, 0, 0, 0, 0, sheetKind, sheetName.length, 1]), name]);
  const globals = [record(0x809, start(5)), record(0x85, sheet), record(0x0a, Buffer.alloc(0))];
  const length = globals.reduce((sum, part) => sum + part.length, 0);
  globals[1]?.writeUInt32LE(length, 4);
  return makeOle([{ name: "Workbook", data: Buffer.concat([...globals, record(0x809, start(0x10)), record(0x0a, Buffer.alloc(0))]) }]);
}

/** ftyp, moov (with the place of recording when asked) and mdat: a film of no frames that players open. */
export function makeMp4({ place }: { place?: string } = {}): Buffer {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1000, 12);
  header.writeUInt32BE(0x00010000, 20);
  header.writeUInt16BE(0x0100, 24);
  for (const [at, value] of [
    [36, 0x10000],
    [52, 0x10000],
    [68, 0x40000000],
    [96, 2],
  ] as const)
    header.writeUInt32BE(value, at);
  const text = Buffer.from(place ?? "", "utf8");
  const length = Buffer.alloc(4);
  length.writeUInt16BE(text.length, 0);
  const userData = place === undefined ? [] : [makeBox("udta", makeBox("\xa9xyz", Buffer.concat([length, text])))];
  return Buffer.concat([
    makeBox("ftyp", Buffer.from("isom\0\0\x02\0isomiso2mp41", "latin1")),
    makeBox("moov", Buffer.concat([makeBox("mvhd", header), ...userData])),
    makeBox("mdat", Buffer.alloc(16)),
  ]);
}

export function makeBox(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

const escape = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function contentTypes(part: string, type: string, more: readonly (readonly [string, string])[] = []): string {
  const overrides = [[part, type] as const, ...more].map(([name, t]) => `<Override PartName="${name}" ContentType="${t}"/>`);
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}</Types>`;
}

export type Relationship = { id: string; type: string; target: string; external?: boolean };

export function relationships(rows: readonly Relationship[]): string {
  const elements = rows.map(
    ({ id, type, target, external }) =>
      `<Relationship Id="${id}" Type="${type}" Target="${escape(target)}"${external ? ' TargetMode="External"' : ""}/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${elements.join("")}</Relationships>`;
}

const MAKERS: Readonly<Record<string, { mimeType: string; make: (fileName: string) => Buffer | Promise<Buffer> }>> = {
  jpg: { mimeType: "image/jpeg", make: (name) => makeImage(name) },
  jpeg: { mimeType: "image/jpeg", make: (name) => makeImage(name) },
  png: { mimeType: "image/png", make: (name) => makeImage(name) },
  pdf: { mimeType: "application/pdf", make: (name) => makePdf(name) },
  ofd: { mimeType: "application/ofd", make: makeOfd },
  doc: { mimeType: "application/msword", make: makeDoc },
  docx: { mimeType: `${OOXML}.wordprocessingml.document`, make: makeDocx },
  xls: { mimeType: "application/vnd.ms-excel", make: () => makeXls() },
  xlsx: { mimeType: `${OOXML}.spreadsheetml.sheet`, make: makeXlsx },
  mp4: { mimeType: "video/mp4", make: () => makeMp4() },
};

/** A file for a name of the example applications, chosen by its extension. Pictures are 640 × 896: fit for a portrait. */
export async function fileFor(fileName: string, kind?: string): Promise<GeneratedFile> {
  const extension = fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase();
  const maker = MAKERS[extension];
  if (!maker) throw new Error(`no generated file for ${fileName}${kind ? ` (${kind})` : ""}`);
  return { fileName, mimeType: maker.mimeType, bytes: await maker.make(fileName) };
}
