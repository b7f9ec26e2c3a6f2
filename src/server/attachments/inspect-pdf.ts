import { open } from "node:fs/promises";
import { AttachmentRefused } from "@/domain/attachment-refusal";

const EDGE_BYTES = 4096;
const SCAN_CHUNK = 1024 * 1024;
const OVERLAP = 64;

const MARKUP = /<(?:!doctype html|html|head|body|script|iframe|svg|object|embed)[\s>]/i;
/** Starts a program on the reader's computer; no office document of a union needs it. */
const LAUNCH = /\/S\s{0,8}\/Launch\b/;

/**
 * A PDF begins and ends as one, does not pretend to be a web page as well, and does not start programs. JavaScript is not
 * looked for: ordinary forms carry it, it may hide in packed streams, and files are only ever handed out as sandboxed
 * downloads (docs/decisions/uploads.md).
 */
export async function inspectPdf(path: string, size: number): Promise<void> {
  const file = await open(path, "r");
  try {
    const read = async (position: number, length: number) => {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.toString("latin1", 0, bytesRead);
    };
    const head = await read(0, EDGE_BYTES);
    const tail = await read(Math.max(0, size - EDGE_BYTES), EDGE_BYTES);
    const afterEnd = tail.slice(tail.lastIndexOf("%%EOF") + 5);
    if (!/%PDF-[12]\.\d/.test(head.slice(0, 64)) || !tail.includes("%%EOF")) throw new AttachmentRefused("brokenPdf");
    if (MARKUP.test(head) || MARKUP.test(afterEnd) || afterEnd.includes("PK\x05\x06")) {
      throw new AttachmentRefused("mismatch", { extension: "pdf", found: "html" });
    }
    for (let at = 0; at < size; at += SCAN_CHUNK) {
      if (LAUNCH.test(await read(at, SCAN_CHUNK + OVERLAP))) throw new AttachmentRefused("activePdf");
    }
  } finally {
    await file.close();
  }
}
