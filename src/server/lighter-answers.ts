import "server-only";
import compression from "compression";
import { withDocument } from "@/lib/sent-once";
import { asksForData, methodOf, type RequestGuard } from "./request-guards";
import { BROTLI, GZIP, packed } from "./whole-answers";

/** The parts of a page follow each other within a millisecond or two; a part that is waited for for longer goes on its way alone. */
const GATHER_MS = 10;
/** More than that is a file or a register, and goes on its way. */
const GATHER_BYTES = 256 * 1024;
/** More than that a corked socket does not take at once. */
const CORK_BYTES = 64 * 1024;

const compress = compression({ ...GZIP, brotli: BROTLI });

/** Compresses what can be compressed, in place of the framework, which knows one level only (next.config.ts: compress). */
export const compressAnswers: RequestGuard = (request, response, next) => {
  let handled = true;
  compress(request as never, response as never, () => (handled = next()));
  return handled;
};

/**
 * Gathers the parts of an answer that the framework flushes one by one. One that is whole by its end is compressed and written at once
 * (whole-answers.ts); a large or slow one goes on its way, through the package. Its status is that of the first part.
 */
export const gatherWrites: RequestGuard = (request, response, next) => {
  const { socket } = request;
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
  /** What was gathered, as the one part to write, or as none. From now on nothing is held. */
  const taken = () => {
    held = false;
    Reflect.deleteProperty(response, "headersSent");
    if (bytes > CORK_BYTES) uncork();
    return parts.length > 0 ? [Buffer.concat(parts.splice(0))] : [];
  };
  const release = () => {
    if (held) {
      const all = taken();
      if (all.length > 0) write(...all);
      else flushHeaders();
      flush();
    }
    uncork();
  };
  const keep = (chunk: string | Uint8Array, encoding: unknown) => {
    const part =
      typeof chunk === "string"
        ? Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    parts.push(part);
    bytes += part.length;
  };
  // for whoever answers, the head is sent with the first part: nobody may make another answer of this one
  const begin = () => {
    if (timer) return;
    const status = response.statusCode;
    Object.defineProperty(response, "headersSent", { configurable: true, get: () => true });
    Object.defineProperty(response, "statusCode", { get: () => status, set: () => {} });
    socket.cork();
    corked = true;
    timer = setTimeout(release, GATHER_MS);
  };
  response.write = ((...part: [string | Uint8Array, ...unknown[]]) => {
    if (!held) return write(...part);
    begin();
    keep(part[0], part[1]);
    if (bytes > GATHER_BYTES) release();
    return true;
  }) as typeof response.write;
  response.end = ((...last: unknown[]) => {
    if (!held) return end(...last);
    const [chunk, encoding] = last;
    if (typeof chunk === "string" || chunk instanceof Uint8Array) keep(chunk, encoding);
    const all = taken().map((whole) => (response.headersSent ? whole : packed(request, response, whole)));
    return end(...all, ...last.filter((one) => typeof one === "function"));
  }) as typeof response.end;
  response.flushHeaders = () => {
    if (held) begin();
    else flushHeaders();
  };
  Reflect.set(response, "flush", () => void (held || flush()));
  response.once("close", () => clearTimeout(timer));
  return next();
};

/** Lets the large parts of a document travel once. What a browser asks for to change a page it already has is data alone. */
export const gatherParts: RequestGuard = (request, _response, next) => (asksForData(request) ? next() : withDocument(next));
