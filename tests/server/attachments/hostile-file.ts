import type { RefusalCode } from "@/domain/attachment-refusal";
import type { Parts } from "../../support/generated-files";
import type { ZipEntry } from "../../support/zip-writer";

/** A file that must never be kept: what it is, its name, how its bytes are made and the code it is refused with. */
export type HostileFile = {
  what: string;
  fileName: string;
  make: () => Buffer | Promise<Buffer>;
  code: RefusalCode;
  /** where the bytes are scanned while they arrive, before the inspection sees the file */
  codeAtDoor?: RefusalCode;
};

export const HTML = "<!doctype html><html><script>alert(document.domain)</script></html>";

export const entriesOf = (parts: Parts): ZipEntry[] => Object.entries(parts).map(([name, data]) => ({ name, data }));
export const zeros = (bytes: number) => Buffer.alloc(bytes);
