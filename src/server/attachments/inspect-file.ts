import { open, rm } from "node:fs/promises";
import { FORMAT_OF_EXTENSION, extensionOf, sniffContent, type FileKind, type FormatRow } from "./file-formats";
import { convertImage } from "./image-pool";
import { inspectOffice } from "./inspect-office";
import { inspectOle } from "./inspect-ole";
import { inspectPdf } from "./inspect-pdf";
import { inspectVideo } from "./inspect-video";
import { AttachmentRefused } from "@/domain/attachment-refusal";

/** What a slot takes; `maxMb` is checked while the file comes in. */
export type SlotLimits = {
  accept: readonly FileKind[];
  minPixels?: { width: number; height: number };
};

/** A file that lies on disk as it was uploaded. `fileName` is clean already. */
export type Incoming = { path: string; size: number; fileName: string };

/** A file fit to be kept: `path` holds the bytes to store (a re-encoded picture, else the upload), `thumb` a WebP. */
export type Inspected = {
  kind: FileKind;
  mimeType: string;
  path: string;
  thumb?: string;
  width?: number;
  height?: number;
};

const HEAD_BYTES = 2048;

/**
 * Judges a file by its name and by its content; both must agree, and the slot must take the kind. Throws
 * AttachmentRefused. New files are written beside the upload (path + ".clean", ".thumb"); the caller removes them.
 */
export async function inspectFile(incoming: Incoming, slot: SlotLimits): Promise<Inspected> {
  const extension = extensionOf(incoming.fileName);
  const row = FORMAT_OF_EXTENSION[extension];
  if (incoming.size === 0) throw new AttachmentRefused("empty");
  if (!row) throw new AttachmentRefused(isHeic(extension) ? "heic" : "unknownExtension", { extension });
  if (!slot.accept.includes(row.kind)) throw new AttachmentRefused("kindNotAccepted", { accepted: slot.accept.join() });
  await requireContent(incoming, row, extension);
  return { kind: row.kind, mimeType: row.mimeType, ...(await inspectFormat(incoming, row, slot)) };
}

const isHeic = (extension: string) => extension === "heic" || extension === "heif";

async function requireContent(incoming: Incoming, row: FormatRow, extension: string): Promise<void> {
  const found = sniffContent(await headOf(incoming.path));
  if (found === row.container) return;
  if (found === "heic") throw new AttachmentRefused("heic", { extension });
  // a password turns .docx and .xlsx into a compound file: inspectOle tells that from a wrong name
  if (found === "ole" && (row.format === "docx" || row.format === "xlsx")) {
    await inspectOle(incoming.path, incoming.size, row.format);
  }
  throw new AttachmentRefused("mismatch", { extension, found });
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function inspectFormat(
  { path, size }: Incoming,
  { format }: FormatRow,
  slot: SlotLimits,
): Promise<Pick<Inspected, "path" | "thumb" | "width" | "height">> {
  switch (format) {
    case "jpeg":
    case "png":
      return await inspectImage(path, format, slot);
    case "pdf":
      await inspectPdf(path, size);
      break;
    case "docx":
    case "xlsx":
    case "ofd":
      await inspectOffice(path, size, format);
      break;
    case "doc":
    case "xls":
      await inspectOle(path, size, format);
      break;
    case "mp4":
      await inspectVideo(path, size);
      break;
  }
  return { path };
}

async function inspectImage(path: string, format: "jpeg" | "png", { minPixels }: SlotLimits) {
  const target = `${path}.clean`;
  const thumb = `${path}.thumb`;
  try {
    const done = await convertImage({ source: path, target, thumb, format, ...(minPixels && { minPixels }) });
    return { path: target, thumb, ...done };
  } catch (error) {
    await Promise.all([rm(target, { force: true }), rm(thumb, { force: true })]);
    throw error;
  }
}
