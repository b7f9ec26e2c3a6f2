import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { AttachmentRefused } from "@/domain/attachment-refusal";

const END_OF_CHAIN = 0xfffffffe;
const MAX_REGULAR_SECTOR = 0xfffffffa;
const HEADER_BYTES = 512;
const DIRECTORY_ENTRY_BYTES = 128;
const MAX_DIRECTORY_BYTES = 1024 * 1024;
const MAX_SCANNED_BYTES = 4 * 1024 * 1024;

type Entry = { name: string; type: number; start: number; size: number };
type Ole = { file: FileHandle; sectorSize: number; fat: Buffer; entries: Entry[] };

const STREAMS = {
  doc: ["WordDocument"],
  xls: ["Workbook", "Book"],
} as const;

const MACRO_STORAGES = new Set(["macros", "vba", "_vba_project", "_vba_project_cur"]);

/**
 * Word and Excel 97-2003 files ([MS-CFB] compound files): the right streams, no VBA storage, no Excel 4 macro sheet. A
 * .docx or .xlsx with a password is such a container as well and is named as what it is.
 */
export async function inspectOle(path: string, size: number, format: "doc" | "xls" | "docx" | "xlsx"): Promise<void> {
  const file = await open(path, "r");
  try {
    const ole = await readOle(file, size);
    const names = new Set(ole.entries.map((entry) => entry.name.toLowerCase()));
    if (names.has("encryptedpackage")) throw new AttachmentRefused("encrypted");
    if (format === "docx" || format === "xlsx") {
      throw new AttachmentRefused("mismatch", { extension: format, found: "ole" });
    }
    if (ole.entries.some((entry) => entry.type === 1 && MACRO_STORAGES.has(entry.name.toLowerCase()))) {
      throw new AttachmentRefused("macro");
    }
    const main = ole.entries.find((entry) => entry.type === 2 && STREAMS[format].some((name) => name === entry.name));
    if (!main) throw new AttachmentRefused("mismatch", { extension: format, found: "ole" });
    if (format === "xls") await refuseMacroSheets(ole, main);
  } catch (error) {
    throw error instanceof AttachmentRefused ? error : new AttachmentRefused("brokenDocument");
  } finally {
    await file.close();
  }
}

async function readOle(file: FileHandle, size: number): Promise<Ole> {
  const header = await readAt(file, 0, HEADER_BYTES);
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw new AttachmentRefused("brokenDocument");
  const sectorSize = 1 << shift;
  const sectors = await fatSectors(file, header, sectorSize, Math.ceil(size / sectorSize));
  const parts: Buffer[] = [];
  for (const sector of sectors) parts.push(await readSector(file, sector, sectorSize));
  const fat = Buffer.concat(parts);
  const directory = await readChain(file, fat, sectorSize, header.readUInt32LE(48), MAX_DIRECTORY_BYTES);
  return { file, sectorSize, fat, entries: readEntries(directory) };
}

/** Sector numbers of the allocation table: 109 in the header, more in a chain of their own. */
async function fatSectors(file: FileHandle, header: Buffer, sectorSize: number, limit: number): Promise<number[]> {
  const found: number[] = [];
  const take = (from: Buffer, count: number) => {
    for (let i = 0; i < count; i += 1) {
      const sector = from.readUInt32LE(i * 4);
      if (sector < MAX_REGULAR_SECTOR) found.push(sector);
    }
  };
  take(header.subarray(76), 109);
  let next = header.readUInt32LE(68);
  for (let steps = 0; next < MAX_REGULAR_SECTOR; steps += 1) {
    if (steps > limit) throw new AttachmentRefused("brokenDocument");
    const sector = await readSector(file, next, sectorSize);
    take(sector, sectorSize / 4 - 1);
    next = sector.readUInt32LE(sectorSize - 4);
  }
  if (found.length > limit) throw new AttachmentRefused("brokenDocument");
  return found;
}

async function readChain(file: FileHandle, fat: Buffer, sectorSize: number, start: number, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let sector = start; sector !== END_OF_CHAIN; sector = fat.readUInt32LE(sector * 4)) {
    if (parts.length * sectorSize >= maxBytes) break;
    parts.push(await readSector(file, sector, sectorSize));
  }
  return Buffer.concat(parts);
}

function readEntries(directory: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + DIRECTORY_ENTRY_BYTES <= directory.length; at += DIRECTORY_ENTRY_BYTES) {
    const nameBytes = directory.readUInt16LE(at + 64);
    const type = directory[at + 66] ?? 0;
    if (type === 0 || nameBytes < 2 || nameBytes > 64) continue;
    entries.push({
      name: directory.toString("utf16le", at, at + nameBytes - 2),
      type,
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

/** Excel 4 macros live in sheets of kind 1, listed by BOUNDSHEET records at the head of the workbook ([MS-XLS] 2.4.28). */
async function refuseMacroSheets(ole: Ole, main: Entry): Promise<void> {
  // below 4096 bytes a stream lies in the mini stream; no workbook with a sheet is that small
  if (main.size < 4096) throw new AttachmentRefused("brokenDocument");
  const book = await readChain(ole.file, ole.fat, ole.sectorSize, main.start, MAX_SCANNED_BYTES);
  for (let at = 0; at + 4 <= book.length;) {
    const record = book.readUInt16LE(at);
    const length = book.readUInt16LE(at + 2);
    if (record === 0x0a) return;
    if (record === 0x85 && book[at + 4 + 5] === 1) throw new AttachmentRefused("macro");
    at += 4 + length;
  }
}

const readSector = (file: FileHandle, sector: number, sectorSize: number) => readAt(file, (sector + 1) * sectorSize, sectorSize);

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  // the last sector of some writers is cut short; an empty read means that the file points outside itself
  if (bytesRead === 0) throw new AttachmentRefused("brokenDocument");
  return buffer;
}
