import { randomUUID } from "node:crypto";
import { mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import busboy from "busboy";
import { AttachmentRefused } from "@/domain/attachment-refusal";
import { cleanFileName } from "./file-name";
import { eicarScanner } from "./virus-test-string";

/** A file that has come in: `path` is a temporary file which the receiver's caller removes. `size` in bytes. */
export type ReceivedFile = { path: string; size: number; fileName: string };

export type UploadFields = Readonly<Record<string, string>>;

type Options<T> = {
  folder: string;
  /** Called with the fields before the first byte of the file is taken; may refuse. `maxBytes` is the cap of the file. */
  begin: (fields: UploadFields) => Promise<T & { maxBytes: number; maxMb: number }>;
};

type Taken<T> = { file: ReceivedFile; begun: T & { maxBytes: number; maxMb: number } };

const LIMITS = { files: 1, fields: 10, fieldNameSize: 40, fieldSize: 200, headerPairs: 20 };
/** A refused body is still read up to here, in bytes, for a browser that is cut off shows no answer. */
const DRAIN_BYTES = 256 * 1024 * 1024;
/** No byte for this long, in milliseconds, is a lost connection. */
const SILENCE = 60_000;

/**
 * Takes one multipart request apart while it streams: fields first, then one file, which goes to a temporary file under a
 * cap; declared lengths are not believed, and a field "size" (the browser's own count) must match what came. Throws
 * AttachmentRefused.
 */
export async function receiveUpload<T>(request: Request, { folder, begin }: Options<T>): Promise<Taken<T>> {
  const parser = openParser(request);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const source = Readable.fromWeb(request.body as never);
  const target = path.join(folder, randomUUID());
  const fields: Record<string, string> = Object.create(null);
  const silence = setTimeout(() => source.destroy(new Error("silence")), SILENCE);
  let seen = 0;
  let taken: Promise<Taken<T>> | undefined;
  let incoming: Readable | undefined;
  source.on("data", (chunk: Buffer) => {
    silence.refresh();
    seen += chunk.length;
    if (seen > DRAIN_BYTES) source.destroy(new Error("too much"));
  });
  try {
    return await new Promise((resolve, reject) => {
      const refuse = () => {
        taken = Promise.reject(new AttachmentRefused("badRequest"));
        taken.catch(() => undefined);
      };
      parser.on("field", (name, value, info) => {
        if (taken || info.valueTruncated || name in fields) refuse();
        else fields[name] = value;
      });
      parser.on("file", (_name, stream, info) => {
        incoming = stream.on("error", () => undefined);
        if (taken) return stream.resume();
        taken = takeFile(stream, info.filename, fields, target, begin);
        // answered when the whole body has been read; until then the rest of a refused file is read and dropped
        taken.catch(() => stream.resume());
      });
      parser.on("filesLimit", refuse);
      parser.on("close", () => {
        if (!taken) refuse();
        taken?.then(resolve, reject);
      });
      const breakOff = () => reject(new AttachmentRefused("cutShort"));
      parser.on("error", breakOff);
      source.on("error", (error) => {
        breakOff();
        parser.destroy(error);
      });
      source.pipe(parser);
    });
  } catch (error) {
    source.destroy();
    incoming?.destroy();
    // the file may be opened only now: it is removed when nobody writes to it any more
    await taken?.catch(() => undefined);
    await rm(target, { force: true });
    throw error;
  } finally {
    clearTimeout(silence);
  }
}

function openParser(request: Request): busboy.Busboy {
  try {
    if (!request.body) throw new Error("no body");
    const headers = { "content-type": request.headers.get("content-type") ?? "" };
    return busboy({ headers, limits: LIMITS, defParamCharset: "utf8", preservePath: true });
  } catch {
    throw new AttachmentRefused("badRequest");
  }
}

async function takeFile<T>(
  stream: Readable & { truncated?: boolean },
  rawName: string | undefined,
  fields: UploadFields,
  target: string,
  begin: Options<T>["begin"],
): Promise<Taken<T>> {
  const fileName = cleanFileName(rawName ?? "");
  const begun = await begin(fields);
  const hasEicar = eicarScanner();
  const file = await open(target, "wx", 0o600);
  let size = 0;
  try {
    // a refused file is read on to its end, see DRAIN_BYTES
    for await (const piece of stream.iterator({ destroyOnReturn: false })) {
      const chunk = piece as Buffer;
      size += chunk.length;
      if (size > begun.maxBytes) throw new AttachmentRefused("tooLarge", { maxMb: begun.maxMb });
      if (hasEicar(chunk)) throw new AttachmentRefused("testVirus");
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  const told = fields.size;
  if (told !== undefined && told !== String(size)) throw new AttachmentRefused("cutShort");
  return { file: { path: target, size, fileName }, begun };
}
