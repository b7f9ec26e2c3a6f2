import { crc32, deflateRawSync } from "node:zlib";
import sharp from "sharp";
import type { RefusalCode } from "@/domain/attachment-refusal";
import { EICAR } from "@/server/attachments/virus-test-string";
import {
  docxParts,
  makeBox,
  makeDocx,
  makeImage,
  makeMp4,
  makePdf,
  makeXls,
  makeXlsx,
  ofdParts,
  packParts,
  relationships,
  xlsxParts,
  type Parts,
  type Relationship,
} from "../../support/generated-files";
import { makeOle } from "../../support/ole-writer";
import { makeZip, type ZipEntry } from "../../support/zip-writer";

/** A file that must never be kept: what it is, its name, how its bytes are made and the code it is refused with. */
export type HostileFile = {
  what: string;
  fileName: string;
  make: () => Buffer | Promise<Buffer>;
  code: RefusalCode;
};

const HTML = "<!doctype html><html><script>alert(document.domain)</script></html>";
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
const MB = 1024 * 1024;
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const docxWith = (more: Parts) => packParts({ ...docxParts("制度"), ...more });
const linked = (row: Omit<Relationship, "id">) => docxWith({ "word/_rels/document.xml.rels": relationships([{ id: "rId9", ...row }]) });
const entriesOf = (parts: Parts): ZipEntry[] => Object.entries(parts).map(([name, data]) => ({ name, data }));
const zeros = (bytes: number) => Buffer.alloc(bytes);

const RENAMED: HostileFile[] = [
  { what: "an HTML page renamed jpg", fileName: "a.jpg", make: () => Buffer.from(HTML), code: "mismatch" },
  { what: "an HTML page renamed pdf", fileName: "a.pdf", make: () => Buffer.from(HTML), code: "mismatch" },
  { what: "an SVG renamed png", fileName: "a.png", make: () => Buffer.from(SVG), code: "mismatch" },
  {
    what: "an SVG with an XML head renamed jpg",
    fileName: "a.jpg",
    make: () => Buffer.from(`<?xml version="1.0"?>\n${SVG}`),
    code: "mismatch",
  },
  { what: "an SVG as it is", fileName: "a.svg", make: () => Buffer.from(SVG), code: "unknownExtension" },
  { what: "a web page as it is", fileName: "a.html", make: () => Buffer.from(HTML), code: "unknownExtension" },
  { what: "a program renamed docx", fileName: "a.docx", make: () => Buffer.from("MZ\x90\0\x03\0\0\0", "latin1"), code: "mismatch" },
  { what: "a double extension", fileName: "证书.jpg.exe", make: () => makeImage("x.jpg"), code: "unknownExtension" },
  { what: "no extension", fileName: "证书", make: () => makeImage("x.jpg"), code: "unknownExtension" },
  { what: "a PNG renamed jpg", fileName: "a.jpg", make: () => makeImage("x.png"), code: "mismatch" },
  {
    what: "a WebP renamed jpg",
    fileName: "a.jpg",
    make: async () =>
      sharp(await makeImage("x.jpg"))
        .webp()
        .toBuffer(),
    code: "mismatch",
  },
  {
    what: "a HEIC photo renamed jpg",
    fileName: "a.jpg",
    make: () => makeBox("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1")),
    code: "heic",
  },
  { what: "a plain zip renamed docx", fileName: "a.docx", make: () => makeZip([{ name: "a.txt", data: "a" }]), code: "mismatch" },
  { what: "a sheet renamed docx", fileName: "a.docx", make: () => makeXlsx("a"), code: "mismatch" },
  { what: "a document renamed ofd", fileName: "a.ofd", make: () => makeDocx("a"), code: "mismatch" },
  { what: "an RTF renamed doc", fileName: "a.doc", make: () => Buffer.from("{\\rtf1\\ansi a}"), code: "mismatch" },
  { what: "an xls renamed doc", fileName: "a.doc", make: () => makeXls(), code: "mismatch" },
  {
    what: "a QuickTime film renamed mp4",
    fileName: "a.mp4",
    make: () => makeBox("ftyp", Buffer.from("qt  \0\0\0\0qt  ", "latin1")),
    code: "mismatch",
  },
  { what: "an empty file", fileName: "a.pdf", make: () => zeros(0), code: "empty" },
];

const POLYGLOTS: HostileFile[] = [
  { what: "GIF and JavaScript at once", fileName: "a.jpg", make: () => Buffer.from("GIF89a=1;alert(1)//", "latin1"), code: "mismatch" },
  { what: "a web page before a PDF", fileName: "a.pdf", make: () => Buffer.concat([Buffer.from(HTML), makePdf("a")]), code: "mismatch" },
  {
    what: "a web page inside the head of a PDF",
    fileName: "a.pdf",
    make: () => Buffer.from(`%PDF-1.4\n%${HTML}\n${makePdf("a").toString("latin1").slice(9)}`, "latin1"),
    code: "mismatch",
  },
  { what: "a web page after a PDF", fileName: "a.pdf", make: () => Buffer.concat([makePdf("a"), Buffer.from(HTML)]), code: "mismatch" },
  {
    what: "a zip after a PDF",
    fileName: "a.pdf",
    make: () => Buffer.concat([makePdf("a"), makeZip([{ name: "a.js", data: "1" }])]),
    code: "mismatch",
  },
  {
    what: "a GIF before a document",
    fileName: "a.docx",
    make: () => makeZip(entriesOf(docxParts("a")), { lead: "GIF89a" }),
    code: "mismatch",
  },
  {
    what: "a web page after a document",
    fileName: "a.docx",
    make: () => makeZip(entriesOf(docxParts("a")), { trail: HTML }),
    code: "brokenArchive",
  },
];

const ARCHIVES: HostileFile[] = [
  {
    what: "a bomb of one big entry",
    fileName: "a.docx",
    make: () => docxWith({ "word/media/a.bin": zeros(12 * MB) }),
    code: "archiveBomb",
  },
  {
    what: "a bomb that declares 10 bytes",
    fileName: "a.xlsx",
    make: () => makeZip([...entriesOf(xlsxParts("a")), { name: "xl/media/a.bin", data: zeros(12 * MB), declaredSize: 10 }]),
    code: "brokenArchive",
  },
  {
    what: "a bomb inside an embedded sheet",
    fileName: "a.docx",
    make: () => docxWith({ "word/embeddings/a.xlsx": packParts({ ...xlsxParts("a"), "xl/media/a.bin": zeros(12 * MB) }) }),
    code: "archiveBomb",
  },
  {
    what: "archives in archives in archives",
    fileName: "a.docx",
    make: () => docxWith({ "word/a.xlsx": packParts({ ...xlsxParts("a"), "xl/b.xlsx": packParts(xlsxParts("b")) }) }),
    code: "archiveBomb",
  },
  {
    what: "two thousand and more entries",
    fileName: "a.xlsx",
    make: () =>
      makeZip([...entriesOf(xlsxParts("a")), ...Array.from({ length: 2001 }, (_, i) => ({ name: `xl/${i}`, data: "", stored: true }))]),
    code: "archiveBomb",
  },
  { what: "a climbing entry name", fileName: "a.docx", make: () => docxWith({ "../../etc/cron.d/a": "a" }), code: "brokenArchive" },
  {
    what: "an absolute entry name",
    fileName: "a.ofd",
    make: () => packParts({ ...ofdParts("a"), "/etc/passwd": "a" }),
    code: "brokenArchive",
  },
  {
    what: "one entry name twice",
    fileName: "a.docx",
    make: () => makeZip([...entriesOf(docxParts("a")), { name: "word/document.xml", data: "b" }]),
    code: "brokenArchive",
  },
  {
    what: "an encrypted entry",
    fileName: "a.docx",
    make: () => makeZip([...entriesOf(docxParts("a")), { name: "word/a.xml", data: "a", encrypted: true }]),
    code: "encrypted",
  },
  { what: "a document cut in half", fileName: "a.docx", make: () => makeDocx("a").subarray(0, 300), code: "brokenArchive" },
  { what: "an entry of broken deflate data", fileName: "a.docx", make: () => corrupted(makeDocx("a".repeat(200))), code: "brokenArchive" },
];

const ACTIVE: HostileFile[] = [
  { what: "macros in a docm renamed docx", fileName: "a.docx", make: () => packParts(macroParts()), code: "macro" },
  { what: "macros in a docx", fileName: "a.docx", make: () => docxWith({ "word/vbaProject.bin": "VBA" }), code: "macro" },
  {
    what: "macros under another case",
    fileName: "a.xlsx",
    make: () => packParts({ ...xlsxParts("a"), "xl/VBAPROJECT.BIN": "VBA" }),
    code: "macro",
  },
  {
    what: "an Excel 4 macro sheet in xlsx",
    fileName: "a.xlsx",
    make: () => packParts({ ...xlsxParts("a"), "xl/macrosheets/sheet1.xml": "<a/>" }),
    code: "macro",
  },
  {
    what: "macros in an embedded sheet",
    fileName: "a.docx",
    make: () => docxWith({ "word/embeddings/a.xlsx": packParts({ ...xlsxParts("a"), "xl/vbaProject.bin": "V" }) }),
    code: "macro",
  },
  { what: "an Excel 4 macro sheet in xls", fileName: "a.xls", make: () => makeXls("Macro1", 1), code: "macro" },
  {
    what: "macros in a doc",
    fileName: "a.doc",
    make: () => makeOle([{ name: "WordDocument", data: zeros(8) }, { name: "Macros" }]),
    code: "macro",
  },
  {
    what: "macros in an xls",
    fileName: "a.xls",
    make: () => makeOle([{ name: "Workbook", data: zeros(8) }, { name: "_VBA_PROJECT_CUR" }]),
    code: "macro",
  },
  {
    what: "a docx under a password",
    fileName: "a.docx",
    make: () => makeOle([{ name: "EncryptedPackage", data: zeros(64) }]),
    code: "encrypted",
  },
  {
    what: "a link to a file of the computer",
    fileName: "a.docx",
    make: () => linked({ type: `${REL}/image`, target: "file:///C:/secret.png", external: true }),
    code: "externalLink",
  },
  {
    what: "a link to a network share",
    fileName: "a.docx",
    make: () => linked({ type: `${REL}/image`, target: "\\\\10.0.0.1\\share\\a.png", external: true }),
    code: "externalLink",
  },
  {
    what: "a link to a share in entities",
    fileName: "a.docx",
    make: () =>
      docxWith({
        "word/_rels/document.xml.rels":
          '<Relationships><Relationship Id="r" Type="x" TargetMode="External" Target="&#x66;ile://10.0.0.1/a"/></Relationships>',
      }),
    code: "externalLink",
  },
  {
    what: "a link hidden in UTF-16",
    fileName: "a.docx",
    make: () =>
      docxWith({
        "word/_rels/document.xml.rels": Buffer.from(
          `\ufeff<Relationships><Relationship Id="r" Type="x" Target="file:///c:/a" TargetMode="External"/></Relationships>`,
          "utf16le",
        ),
      }),
    code: "externalLink",
  },
  {
    what: "a template loaded from the web",
    fileName: "a.docx",
    make: () => linked({ type: `${REL}/attachedTemplate`, target: "https://example.com/a.dotm", external: true }),
    code: "externalLink",
  },
  {
    what: "entities in a relationship part",
    fileName: "a.docx",
    make: () => docxWith({ "word/_rels/document.xml.rels": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><Relationships/>' }),
    code: "brokenDocument",
  },
  { what: "a PDF that starts a program", fileName: "a.pdf", make: () => makePdf("a", "<< /S /Launch /F (cmd.exe) >>"), code: "activePdf" },
  { what: "the test virus as a PDF", fileName: "a.pdf", make: () => EICAR, code: "mismatch" },
  {
    what: "the test virus packed in a document",
    fileName: "a.docx",
    make: () => docxWith({ "word/media/a.bin": EICAR }),
    code: "testVirus",
  },
  {
    what: "the test virus in an embedded sheet",
    fileName: "a.docx",
    make: () => docxWith({ "word/a.xlsx": packParts({ ...xlsxParts("a"), "xl/a.bin": EICAR }) }),
    code: "testVirus",
  },
];

const BROKEN: HostileFile[] = [
  { what: "a JPEG cut in half", fileName: "a.jpg", make: async () => half(await makeImage("x.jpg")), code: "brokenImage" },
  { what: "a PNG cut in half", fileName: "a.png", make: async () => half(await makeImage("x.png")), code: "brokenImage" },
  {
    what: "a JPEG head with a web page behind",
    fileName: "a.jpg",
    make: () => Buffer.from(`\xff\xd8\xff\xe0${HTML}`, "latin1"),
    code: "brokenImage",
  },
  { what: "a PNG of 100 megapixels", fileName: "a.png", make: () => flatPng(10_000, 10_000), code: "tooManyPixels" },
  { what: "a PNG that claims 4 thousand million pixels", fileName: "a.png", make: () => flatPng(65_000, 65_000, 1), code: "tooManyPixels" },
  { what: "a PDF cut in half", fileName: "a.pdf", make: () => half(makePdf("a")), code: "brokenPdf" },
  { what: "a compound file that points in circles", fileName: "a.doc", make: () => circular(), code: "brokenDocument" },
  { what: "a film cut short", fileName: "a.mp4", make: () => makeMp4({ place: "+36.1+114.3/" }).subarray(0, 150), code: "brokenVideo" },
  { what: "a film without a moov", fileName: "a.mp4", make: () => makeMp4().subarray(0, 28), code: "brokenVideo" },
  {
    what: "a film of a box of no length",
    fileName: "a.mp4",
    make: () => Buffer.concat([makeMp4(), Buffer.from("\0\0\0\x02free", "latin1")]),
    code: "brokenVideo",
  },
];

export const HOSTILE_FILES: readonly HostileFile[] = [...RENAMED, ...POLYGLOTS, ...ARCHIVES, ...ACTIVE, ...BROKEN];

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1);

function macroParts(): Parts {
  const parts = docxParts("a");
  const types = String(parts["[Content_Types].xml"]).replace(
    /application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.document\.main/,
    "application/vnd.ms-word.document.macroEnabled.main",
  );
  return { ...parts, "[Content_Types].xml": types, "word/vbaProject.bin": "VBA" };
}

function corrupted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, 60, 90);
  return copy;
}

function circular(): Buffer {
  const bytes = makeOle([{ name: "WordDocument", data: zeros(8) }]);
  // the chain of allocation tables leads back to the first sector for ever
  bytes.writeUInt32LE(0, 68);
  bytes.writeUInt32LE(0, 512 + 508);
  return bytes;
}

/** A grey PNG put together by hand: packing zeros is faster than drawing them. `rows` may be fewer than the head says. */
function flatPng(width: number, height: number, rows = height): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const pixels = deflateRawSync(zeros((Math.ceil(width / 8) + 1) * rows), { level: 1 });
  const zlib = Buffer.concat([Buffer.from([0x78, 0x01]), pixels, zeros(4)]);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", zlib), chunk("IEND", zeros(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const box = makeBox(type, data);
  box.writeUInt32BE(data.length, 0);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(box.subarray(4)), 0);
  return Buffer.concat([box, crc]);
}
