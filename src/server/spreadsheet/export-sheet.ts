import { createHash } from "node:crypto";
import { csvText } from "./csv-text";
import { odsEntries } from "./ods-package";
import type { ExportFormat, Sheet, SheetRow } from "./sheet";
import { xlsxEntries } from "./xlsx-package";
import { zipChunks } from "./zip-chunks";

/** rows: data rows that were taken from the source; bytes and sha256 (hex): what was handed out, the whole file when finished. */
export type ExportSummary = {
  outcome: "finished" | "aborted" | "failed";
  rows: number;
  bytes: number;
  sha256: string;
};

export type ExportOptions = {
  format: ExportFormat;
  sheet: Sheet;
  rows: AsyncIterable<SheetRow>;
  signal?: AbortSignal;
  /**
   * Called once, however it ends, when the reading has begun. The last bytes of a finished file leave only after it has resolved, and not at all when
   * it rejects: no complete file without its audit entry.
   */
  onEnd?: (summary: ExportSummary) => Promise<void>;
};

/**
 * The rows as a file, made while it is read: rows are pulled as the reader takes bytes, and memory does not grow with their
 * number. Cancelling the stream or aborting the signal ends the row source.
 */
export function exportSheet(options: ExportOptions): ReadableStream<Uint8Array> {
  const { signal } = options;
  const chunks = finalChunkLast(options);
  const abort = () => void chunks.return(undefined).catch(() => undefined);
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal?.addEventListener("abort", () => {
          abort();
          controller.error(signal.reason);
        });
      },
      async pull(controller) {
        const next = await chunks.next();
        if (signal?.aborted) return;
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: abort,
    },
    { highWaterMark: 0 },
  );
}

async function* finalChunkLast({ format, sheet, rows, signal, onEnd }: ExportOptions): AsyncGenerator<Uint8Array, void> {
  const source = rows[Symbol.asyncIterator]();
  const summary: ExportSummary = { outcome: "aborted", rows: 0, bytes: 0, sha256: "" };
  const hash = createHash("sha256");
  const counted: AsyncIterator<SheetRow> = {
    async next() {
      signal?.throwIfAborted();
      const next = await source.next();
      if (!next.done) summary.rows++;
      return next;
    },
  };
  let ended = false;
  const end = async (outcome: ExportSummary["outcome"]) => {
    if (ended) return;
    ended = true;
    await onEnd?.({ ...summary, outcome, sha256: hash.digest("hex") });
  };
  const count = (chunk: Uint8Array) => {
    summary.bytes += chunk.length;
    hash.update(chunk);
    return chunk;
  };
  try {
    let held: Uint8Array | undefined;
    for await (const chunk of fileChunks(format, sheet, counted)) {
      if (held) yield held;
      held = count(chunk);
    }
    await end("finished");
    if (held) yield held;
  } catch (error) {
    await end(signal?.aborted ? "aborted" : "failed");
    throw error;
  } finally {
    await source.return?.();
    await end("aborted");
  }
}

async function* fileChunks(format: ExportFormat, sheet: Sheet, rows: AsyncIterator<SheetRow>): AsyncGenerator<Uint8Array> {
  if (format === "xlsx") yield* zipChunks(xlsxEntries(sheet, rows));
  else if (format === "ods") yield* zipChunks(odsEntries(sheet, rows));
  else for await (const text of csvText(sheet, rows)) yield Buffer.from(text);
}
