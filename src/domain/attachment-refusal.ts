/** Why a file is refused. Each code has a sentence in messages/<locale>/attachment.json under "refused". */
export const REFUSAL_CODES = [
  "empty",
  "tooLarge",
  "badName",
  "unknownExtension",
  "kindNotAccepted",
  "mismatch",
  "heic",
  "testVirus",
  "encrypted",
  "macro",
  "externalLink",
  "archiveBomb",
  "brokenArchive",
  "brokenDocument",
  "brokenPdf",
  "activePdf",
  "brokenVideo",
  "brokenImage",
  "tooManyPixels",
  "imageTooSmall",
  "busy",
  "tooMany",
  "totalTooLarge",
  "notEditable",
  "unknownSlot",
  "idTaken",
  "storageFull",
  "cutShort",
  "badRequest",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];
export type RefusalParams = Record<string, string | number>;

/** Thrown by the inspection: the file is refused, and the person is told why and what to do. */
export class AttachmentRefused extends Error {
  readonly code: RefusalCode;
  readonly params: RefusalParams;
  constructor(code: RefusalCode, params: RefusalParams = {}) {
    super(`attachment refused: ${code}`);
    this.name = "AttachmentRefused";
    this.code = code;
    this.params = params;
  }
}
