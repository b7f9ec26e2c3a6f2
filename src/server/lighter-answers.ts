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
 * (whole-answers.ts); a large or slow one goes on its way, through the package. Who answers, and every guard further in, sees the head
 * as sent with the first part; it is written when it is known how the answer goes.
 */
export const gatherWrites: RequestGuard = (request, response, next) => {
  const { socket } = request;
  const writeHead = methodOf(response, "writeHead");
  const write = methodOf(response, "write");
  const end = methodOf(response, "end");
  const flushHeaders = methodOf(response, "flushHeaders");
  const flush = methodOf(response, "flush");
  const parts: Buffer[] = [];
  let bytes = 0;
  let held = true;
  let status: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let corked = false;
  // the socket waits for the end of the answer, which uncorks it, but not for one that is large or slow: nothing would drain it
  const uncork = () => {
    if (corked) socket.uncork();
    corked = false;
  };
  /** From now on nothing is held: what was gathered, as the one part to write, or as none. */
  const taken = () => {
    held = false;
    clearTimeout(timer);
    Reflect.deleteProperty(response, "headersSent");
    if (bytes > CORK_BYTES) uncork();
    return parts.length > 0 ? [Buffer.concat(parts.splice(0))] : [];
  };
  /** Whether the socket takes more. */
  const release = (): boolean => {
    let takesMore = true;
    if (held) {
      const all = taken();
      writeHead(status);
      if (all.length > 0) takesMore = write(...all) !== false;
      else flushHeaders();
      flush();
    }
    uncork();
    return takesMore;
  };
  const keep = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk !== "string" && !(chunk instanceof Uint8Array)) return;
    const part =
      typeof chunk === "string"
        ? Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    parts.push(part);
    bytes += part.length;
  };
  const begin = () => {
    if (status === undefined) response.writeHead(response.statusCode);
    if (timer || !held) return;
    socket.cork();
    corked = true;
    timer = setTimeout(release, GATHER_MS);
  };
  response.writeHead = ((code: number, ...rest: unknown[]) => {
    // an answer of one piece, with its headers: nothing to gather
    if (!held || rest.some((one) => one !== undefined)) {
      held = false;
      return writeHead(code, ...rest);
    }
    status = code;
    Object.defineProperty(response, "headersSent", { configurable: true, get: () => true });
    return response;
  }) as typeof response.writeHead;
  response.write = ((...part: [string | Uint8Array, ...unknown[]]) => {
    if (held) begin();
    if (!held) return write(...part);
    keep(part[0], part[1]);
    // a part counts as written when it is gathered
    for (const one of part) if (typeof one === "function") queueMicrotask(one as () => void);
    return bytes <= GATHER_BYTES || release();
  }) as typeof response.write;
  response.end = ((...last: unknown[]) => {
    // the head may be refused by a guard, which then ends the answer with another one
    if (held && status === undefined) response.writeHead(response.statusCode);
    if (!held) return response.writableEnded ? response : end(...last);
    keep(last[0], last[1]);
    const all = taken().map((whole) => packed(request, response, whole));
    if (all.length > 0) writeHead(status);
    else {
      // a head alone: who ends it tells the package that there is nothing to compress
      response.statusCode = status ?? response.statusCode;
      Reflect.set(response, "writeHead", writeHead);
    }
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
