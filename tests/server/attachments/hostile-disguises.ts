import sharp from "sharp";
import { docxParts, makeBox, makeDocx, makeImage, makePdf, makeXls, makeXlsx } from "../../support/generated-files";
import { makeZip } from "../../support/zip-writer";
import { HTML, entriesOf, zeros, type HostileFile } from "./hostile-file";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';

const placedWebp = async () =>
  sharp(await makeImage("x.jpg", { exifGps: true }))
    .keepExif()
    .webp()
    .toBuffer();

export const RENAMED_FILES: HostileFile[] = [
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
  { what: "a WebP with a place, as it is", fileName: "a.webp", make: placedWebp, code: "unknownExtension" },
  { what: "a WebP with a place renamed png", fileName: "a.png", make: placedWebp, code: "mismatch" },
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

export const POLYGLOT_FILES: HostileFile[] = [
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
