import type { Readable } from "node:stream";
import yauzl from "yauzl";
import { AttachmentRefused } from "@/domain/attachment-refusal";
import { eicarScanner } from "./virus-test-string";

/** Limits of security.md §5, shared by an archive and everything packed inside it. */
export const ZIP_LIMITS = {
  entries: 2000,
  unpackedBytes: 200 * 1024 * 1024,
  /** unpacked : packed, looked at once more than `ratioFloor` bytes have come out: a blank sheet packs very well */
  ratio: 100,
  ratioFloor: 1024 * 1024,
  /** an archive inside the document (an embedded sheet) is opened, an archive inside that one is not */
  depth: 2,
  nestedBytes: 32 * 1024 * 1024,
  markupBytes: 8 * 1024 * 1024,
};

/** What an archive turned out to hold. Keys are entry names; `markup` has the text of the entries asked for. */
export type ZipContent = { names: ReadonlySet<string>; markup: ReadonlyMap<string, string> };

type Budget = { entries: number; unpacked: number; packedSize: number };
type Wanted = (name: string) => boolean;
type Found = { names: Set<string>; markup: Map<string, string> };

/**
 * Unpacks every entry to nowhere and counts while inflating, for declared sizes lie. Refuses too much, too many,
 * encrypted, doubled or climbing names. Texts of entries that `wanted` picks, at any depth, are kept (nested ones under
 * "outer entry!inner entry").
 */
export async function inspectZip(file: string, size: number, wanted: Wanted): Promise<ZipContent> {
  const found: Found = { names: new Set(), markup: new Map() };
  const budget: Budget = { entries: 0, unpacked: 0, packedSize: size };
  const archive = await opened(yauzl.openPromise(file, OPTIONS));
  await readArchive(archive, budget, wanted, found, "", 1);
  return found;
}

/** Backslashes in names (some OFD writers) are read as slashes; absolute and climbing names are still refused. */
const OPTIONS = { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false } as const;

async function opened(archive: Promise<yauzl.ZipFile>): Promise<yauzl.ZipFile> {
  try {
    return await archive;
  } catch {
    throw new AttachmentRefused("brokenArchive");
  }
}

async function readArchive(
  archive: yauzl.ZipFile,
  budget: Budget,
  wanted: Wanted,
  found: Found,
  prefix: string,
  depth: number,
): Promise<void> {
  try {
    if (archive.entryCount + budget.entries > ZIP_LIMITS.entries) throw new AttachmentRefused("archiveBomb");
    for await (const entry of archive.eachEntry()) {
      budget.entries += 1;
      if (budget.entries > ZIP_LIMITS.entries) throw new AttachmentRefused("archiveBomb");
      if (entry.isEncrypted()) throw new AttachmentRefused("encrypted");
      const name = prefix + entry.fileName;
      if (found.names.has(name)) throw new AttachmentRefused("brokenArchive");
      found.names.add(name);
      if (!entry.fileName.endsWith("/")) await readEntry(archive, entry, name, budget, wanted, found, depth);
    }
  } catch (error) {
    throw error instanceof AttachmentRefused ? error : new AttachmentRefused("brokenArchive");
  } finally {
    archive.close();
  }
}

async function readEntry(
  archive: yauzl.ZipFile,
  entry: yauzl.Entry,
  name: string,
  budget: Budget,
  wanted: Wanted,
  found: Found,
  depth: number,
): Promise<void> {
  const stream: Readable = await archive.openReadStreamPromise(entry);
  const hasEicar = eicarScanner();
  const kept: Buffer[] = [];
  const isWanted = wanted(entry.fileName);
  let keptSize = 0;
  let isNested: boolean | undefined;
  for await (const piece of stream) {
    const chunk = piece as Buffer;
    count(budget, chunk.length);
    if (hasEicar(chunk)) throw new AttachmentRefused("testVirus");
    isNested ??= chunk.length >= 4 && chunk.readUInt32BE(0) === 0x504b0304;
    if (isNested || isWanted) {
      keptSize += chunk.length;
      if (keptSize > (isNested ? ZIP_LIMITS.nestedBytes : ZIP_LIMITS.markupBytes)) {
        throw new AttachmentRefused("archiveBomb");
      }
      kept.push(chunk);
    }
  }
  if (isNested) {
    if (depth >= ZIP_LIMITS.depth) throw new AttachmentRefused("archiveBomb");
    const inner = await opened(yauzl.fromBufferPromise(Buffer.concat(kept), OPTIONS));
    await readArchive(inner, budget, wanted, found, `${name}!`, depth + 1);
  } else if (isWanted) {
    found.markup.set(name, decodeMarkup(Buffer.concat(kept)));
  }
}

function count(budget: Budget, bytes: number): void {
  budget.unpacked += bytes;
  const isTooMuch = budget.unpacked > ZIP_LIMITS.unpackedBytes;
  const isTooDense = budget.unpacked > ZIP_LIMITS.ratioFloor && budget.unpacked > budget.packedSize * ZIP_LIMITS.ratio;
  if (isTooMuch || isTooDense) throw new AttachmentRefused("archiveBomb");
}

/** XML may come as UTF-16; read as UTF-8 it would hide what is looked for. */
function decodeMarkup(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes[0] === 0x3c && bytes[1] === 0) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0 && bytes[1] === 0x3c) return new TextDecoder("utf-16be").decode(bytes);
  return bytes.toString("utf8");
}
