import { type IncomingMessage, type ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import compressible from "compressible";
import Negotiator from "negotiator";

/**
 * Of zlib's nine levels: a list is a tenth larger than at its default of six, in less than half of the time, which is what a server of
 * two cores has least of.
 */
export const GZIP = { level: 2 };
/** Of Brotli's twelve, which browsers ask for behind TLS: the four of the compression package costs two and a half times as much. */
export const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } };

const PACKERS = {
  br: (body: Buffer) => brotliCompressSync(body, BROTLI),
  gzip: (body: Buffer) => gzipSync(body, GZIP),
};
type Encoding = keyof typeof PACKERS;
/** The smaller one first. */
const ENCODINGS: readonly Encoding[] = ["br", "gzip"];

/** Less than that becomes hardly smaller; as in the compression package. */
const WORTH_BYTES = 1024;
const NO_TRANSFORM = /(?:^|,)\s*no-transform\s*(?:,|$)/i;

/**
 * A whole answer, compressed as its reader takes it, with the headers that say so; as it was where it is small, for others or already
 * compressed. Here and at once: a compressor that streams hands each answer twice to another thread, which costs more than to compress
 * a page does. Call it before the headers are sent; Vary is said by the package, which sees every head.
 */
export function packed(request: IncomingMessage, response: ServerResponse, body: Buffer): Buffer {
  const encoding = encodingFor(request, response, body);
  const smaller = encoding ? PACKERS[encoding](body) : body;
  response.setHeader("Content-Length", smaller.length);
  if (!encoding) return body;
  response.setHeader("Content-Encoding", encoding);
  return smaller;
}

function encodingFor(request: IncomingMessage, response: ServerResponse, body: Buffer): Encoding | undefined {
  const type = response.getHeader("Content-Type");
  if (body.length < WORTH_BYTES || request.method === "HEAD" || response.hasHeader("Content-Encoding")) return undefined;
  if (response.hasHeader("Content-Range")) return undefined;
  if (typeof type !== "string" || !compressible(type)) return undefined;
  if (NO_TRANSFORM.test(String(response.getHeader("Cache-Control") ?? ""))) return undefined;
  const taken = new Negotiator(request).encodings(["br", "gzip"]);
  return ENCODINGS.find((encoding) => taken.includes(encoding));
}
