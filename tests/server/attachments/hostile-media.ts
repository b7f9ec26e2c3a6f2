import { crc32, deflateRawSync } from "node:zlib";
import { makeBox, makeImage, makeMp4, makePdf } from "../../support/generated-files";
import { makeOle } from "../../support/ole-writer";
import { HTML, zeros, type HostileFile } from "./hostile-file";

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1);

export const BROKEN_FILES: HostileFile[] = [
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
