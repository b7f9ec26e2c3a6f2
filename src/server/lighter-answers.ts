import "server-only";
import { constants } from "node:zlib";
import compression from "compression";
import { withDocument } from "@/lib/sent-once";
import { asksForData, methodOf, type RequestGuard } from "./request-guards";

/**
 * Of zlib's nine levels: a list is a tenth larger than at its default of six, in less than half of the time, which is what a server of
 * two cores has least of.
 */
const LEVEL = 2;
/** Of Brotli's twelve, which browsers ask for behind TLS: the four of the package costs two and a half times as much. */
const BROTLI_QUALITY = 2;
/** The parts of a page follow each other within a millisecond or two; a part that is waited for for longer goes on its way alone. */
const GATHER_MS = 10;
/** More than that is a file or a register, and goes on its way. */
const GATHER_BYTES = 64 * 1024;

const compress = compression({ level: LEVEL, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } } });

/** Compresses what can be compressed, in place of the framework, which knows one level only (next.config.ts: compress). */
export const compressAnswers: RequestGuard = (request, response, next) => {
  let handled = true;
  compress(request as never, response as never, () => (handled = next()));
  return handled;
};

/**
 * Gathers the parts of an answer that the framework flushes one by one, and hands them on as one: each costs a turn of the compressor
 * and a write to the socket, which together were a tenth of a page. The status line stands with the first part.
 */
export const gatherWrites: RequestGuard = ({ socket }, response, next) => {
  const write = methodOf(response, "write");
  const end = methodOf(response, "end");
  const flushHeaders = methodOf(response, "flushHeaders");
  const flush = methodOf(response, "flush");
  const parts: Buffer[] = [];
  let bytes = 0;
  let held = true;
  let timer: NodeJS.Timeout | undefined;
  let corked = false;
  // the socket waits for the end of the answer, which uncorks it, but not for one that is large or slow: nothing would drain it
  const uncork = () => {
    if (corked) socket.uncork();
    corked = false;
    clearTimeout(timer);
  };
  // what was gathered, as the one part to write, or as none
  const taken = () => {
    held = false;
    if (bytes > GATHER_BYTES) uncork();
    return parts.length > 0 ? [Buffer.concat(parts.splice(0))] : [];
  };
  const release = () => {
    if (held) {
      const whole = taken();
      if (whole.length > 0) write(...whole);
      else flushHeaders();
      flush();
    }
    uncork();
  };
  const hold = (chunk: string | Uint8Array | undefined, encoding: unknown) => {
    if (!response.headersSent) response.writeHead(response.statusCode);
    if (!timer) {
      socket.cork();
      corked = true;
      timer = setTimeout(release, GATHER_MS);
    }
    if (chunk === undefined) return;
    const part =
      typeof chunk === "string"
        ? Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    parts.push(part);
    bytes += part.length;
  };
  response.write = ((...part: [string | Uint8Array, ...unknown[]]) => {
    if (!held) return write(...part);
    hold(part[0], part[1]);
    if (bytes > GATHER_BYTES) release();
    return true;
  }) as typeof response.write;
  response.end = ((...last: unknown[]) => {
    if (!timer || !held) return end(...last);
    const [chunk, encoding] = last;
    if (chunk !== null && typeof chunk !== "function") hold(chunk as string | Uint8Array | undefined, encoding);
    return end(...taken());
  }) as typeof response.end;
  response.flushHeaders = () => {
    if (held) hold(undefined, undefined);
    else flushHeaders();
  };
  Reflect.set(response, "flush", () => void (held || flush()));
  response.once("close", () => clearTimeout(timer));
  return next();
};

/** Lets the large parts of a document travel once. What a browser asks for to change a page it already has is data alone. */
export const gatherParts: RequestGuard = (request, _response, next) => (asksForData(request) ? next() : withDocument(next));
