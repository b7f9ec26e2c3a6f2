import { Readable } from "node:stream";
import type { ReadableFile } from "@/data/stored-attachments";
import { contentDisposition } from "../content-disposition";
import { StoredObjectMissing, type ByteRange, type StoragePort } from "../storage/storage-port";

/** What is known of a file that the viewer may read. */
export type ServedFile = Omit<ReadableFile, "id">;

/**
 * Headers of security.md §5: whatever the bytes are, they cannot act as a page of this site. Only pictures, which we
 * encoded ourselves, are shown in place; everything else is a download.
 */
const FIXED_HEADERS = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "sandbox; default-src 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
} as const;

/** The file, its thumbnail, a part of a film (206), 304, or 416. Throws StoredObjectMissing when the bytes are gone. */
export async function serveFile(storage: StoragePort, file: ServedFile, request: Request): Promise<Response> {
  const wantsThumb = new URL(request.url).searchParams.get("thumb") === "1";
  if (wantsThumb) return await serveThumb(storage, file, request);
  const headers = new Headers({
    ...FIXED_HEADERS,
    "cache-control": "private, no-store",
    "content-type": file.mimeType,
    "content-disposition": contentDisposition(file.kind === "image" ? "inline" : "attachment", file.fileName),
  });
  if (file.kind !== "video") return await answer(storage, file.storageKey, file.size, headers, request);
  headers.set("accept-ranges", "bytes");
  const range = parseRange(request.headers.get("range"), file.size);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }
  return await answer(storage, file.storageKey, file.size, headers, request, range);
}

async function serveThumb(storage: StoragePort, file: ServedFile, request: Request): Promise<Response> {
  const etag = `"${file.sha256.slice(0, 32)}-thumb"`;
  // kept by the browser, but asked for again each time: rights may have ended meanwhile
  const headers = new Headers({ ...FIXED_HEADERS, "cache-control": "private, no-cache", etag });
  if (!file.thumbKey) return new Response(null, { status: 404, headers });
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  const found = await storage.stat(file.thumbKey);
  if (!found) throw new StoredObjectMissing(file.thumbKey);
  headers.set("content-type", "image/webp");
  headers.set("content-disposition", "inline");
  return await answer(storage, file.thumbKey, found.size, headers, request);
}

async function answer(
  storage: StoragePort,
  key: string,
  size: number,
  headers: Headers,
  request: Request,
  range?: ByteRange,
): Promise<Response> {
  headers.set("content-length", String(range ? range.end - range.start + 1 : size));
  if (range) headers.set("content-range", `bytes ${range.start}-${range.end}/${size}`);
  const status = range ? 206 : 200;
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const stream = await storage.get(key, range);
  return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers });
}

/** One range of RFC 9110; several at once, or none that makes sense, is answered with the whole file. */
export function parseRange(header: string | null, size: number): ByteRange | undefined | "unsatisfiable" {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  const [, from = "", to = ""] = found ?? [];
  if (!found || (from === "" && to === "")) return undefined;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size || (from === "" && Number(to) === 0)) return "unsatisfiable";
  return start > end ? undefined : { start, end };
}
