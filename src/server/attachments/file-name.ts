import { AttachmentRefused } from "@/domain/attachment-refusal";

const INVISIBLE = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** form.yaml attachmentRules.fileNameMaxLength, in code points. */
export const FILE_NAME_MAX_LENGTH = 255;

/**
 * The name to show: what follows the last / or \, without invisible, bidirectional and control characters, trimmed. A
 * name that is too long keeps its extension, for the extension says what the file is.
 */
export function cleanFileName(raw: string): string {
  const last = raw.slice(Math.max(raw.lastIndexOf("/"), raw.lastIndexOf("\\")) + 1);
  const clean = last
    .replace(INVISIBLE, "")
    .replace(/[\t\r\n]+/g, " ")
    .replace(CONTROL, "")
    .replace(LONE_SURROGATE, "");
  const name = shorten(clean.trim());
  if (name === "" || /^\.+$/.test(name)) throw new AttachmentRefused("badName");
  return name;
}

function shorten(name: string): string {
  const points = [...name];
  if (points.length <= FILE_NAME_MAX_LENGTH) return name;
  const dot = points.lastIndexOf(".");
  const tail = dot > 0 && points.length - dot <= 10 ? points.slice(dot) : [];
  return [...points.slice(0, FILE_NAME_MAX_LENGTH - tail.length), ...tail].join("");
}
