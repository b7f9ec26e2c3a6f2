import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { AttachmentRefused } from "@/domain/attachment-refusal";

const MAX_TOP_BOXES = 100_000;
const MAX_INNER_BOXES = 10_000;
const MAX_MOOV_BYTES = 64 * 1024 * 1024;
/** Boxes that hold other boxes and may hold user data. */
const CONTAINERS = new Set(["moov", "trak", "mdia", "minf"]);
/** Boxes for titles, makers and places (GPS): blanked. */
const PERSONAL = new Set(["udta", "meta", "uuid"]);

type Box = { type: string; at: number; header: number; size: number };

/**
 * An MP4 (ISO/IEC 14496-12): ftyp first, boxes that add up to the file's end, a moov. User data, where phones write the
 * place of the recording, is overwritten in the file itself with an empty box of the same length, so nothing moves.
 */
export async function inspectVideo(path: string, size: number): Promise<void> {
  const file = await open(path, "r+");
  try {
    const boxes = await topBoxes(file, size);
    const moov = boxes.find((box) => box.type === "moov");
    if (boxes[0]?.type !== "ftyp" || !moov || moov.size > MAX_MOOV_BYTES) throw new AttachmentRefused("brokenVideo");
    for (const box of boxes) if (PERSONAL.has(box.type)) await blank(file, box);
    const personal: Box[] = [];
    collectPersonalBoxes(await bytesOf(file, moov), moov, personal, { boxes: MAX_INNER_BOXES });
    for (const box of personal) await blank(file, box);
    await file.sync();
  } catch (error) {
    throw error instanceof RangeError ? new AttachmentRefused("brokenVideo") : error;
  } finally {
    await file.close();
  }
}

async function topBoxes(file: FileHandle, fileSize: number): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = 0; at < fileSize;) {
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, at);
    const box = boxAt(buffer, 0, at, fileSize);
    if (boxes.push(box) > MAX_TOP_BOXES) throw new AttachmentRefused("brokenVideo");
    at += box.size;
  }
  return boxes;
}

/** The box whose header stands at `offset` of `bytes`, which is `at` in the file; it must end before `end`. */
function boxAt(bytes: Buffer, offset: number, at: number, end: number): Box {
  const short = bytes.readUInt32BE(offset);
  const type = bytes.toString("latin1", offset + 4, offset + 8);
  const header = short === 1 ? 16 : 8;
  const size = short === 0 ? end - at : short === 1 ? Number(bytes.readBigUInt64BE(offset + 8)) : short;
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type) || size < header || at + size > end) {
    throw new AttachmentRefused("brokenVideo");
  }
  return { type, at, header, size };
}

async function bytesOf(file: FileHandle, box: Box): Promise<Buffer> {
  const { buffer } = await file.read(Buffer.alloc(box.size), 0, box.size, box.at);
  return buffer;
}

function collectPersonalBoxes(bytes: Buffer, parent: Box, into: Box[], left: { boxes: number }): void {
  const end = parent.at + parent.size;
  for (let at = parent.at + parent.header; at + 8 <= end;) {
    const box = boxAt(bytes, at - parent.at, at, end);
    left.boxes -= 1;
    if (left.boxes < 0) throw new AttachmentRefused("brokenVideo");
    if (PERSONAL.has(box.type)) into.push(box);
    else if (CONTAINERS.has(box.type)) {
      const from = at - parent.at;
      collectPersonalBoxes(bytes.subarray(from, from + box.size), box, into, left);
    }
    at += box.size;
  }
}

async function blank(file: FileHandle, box: Box): Promise<void> {
  await file.write("free", box.at + 4, "latin1");
  const zeros = Buffer.alloc(64 * 1024);
  for (let at = box.at + box.header; at < box.at + box.size; at += zeros.length) {
    await file.write(zeros, 0, Math.min(zeros.length, box.at + box.size - at), at);
  }
}
