import { inspectZip, type ZipContent } from "./inspect-zip";
import { AttachmentRefused } from "@/domain/attachment-refusal";

/** The entries without which an archive is not the document that its name says. */
const REQUIRED: Readonly<Record<"docx" | "xlsx" | "ofd", { entry: RegExp; contentType?: RegExp }>> = {
  docx: { entry: /^word\/[^/]+\.xml$/i, contentType: /wordprocessingml\.document\.main\+xml/ },
  xlsx: { entry: /^xl\/[^/]+\.xml$/i, contentType: /spreadsheetml\.sheet\.main\+xml/ },
  ofd: { entry: /^OFD\.xml$/i },
};

const MACRO_ENTRY = /(?:^|[/!])(?:vbaProject[^/!]*\.bin|vbaData\.xml)$|(?:^|[/!])xl\/macrosheets\//i;
const MACRO_TYPE = /macroEnabled|ms-office\.vbaProject|ms-excel\.(?:macrosheet|intlmacrosheet)/i;

/** Relationship types that load their target when the document is opened: no place outside is allowed for them. */
const LOADED_ON_OPENING = /\/(?:attachedTemplate|oleObject|frame|subDocument|externalLinkPath|package)$/i;

/**
 * docx, xlsx (Office Open XML) and ofd (GB/T 33190): the right parts inside, no macros, nothing that reaches for files of
 * the reader's computer or network. Hyperlinks to web pages are ordinary and stay.
 */
export async function inspectOffice(file: string, size: number, format: "docx" | "xlsx" | "ofd"): Promise<void> {
  const content = await inspectZip(file, size, (name) => /\.rels$|(?:^|\/)\[Content_Types\]\.xml$/i.test(name));
  requireParts(content, format);
  refuseMacros(content);
  for (const [name, markup] of content.markup) {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(markup)) throw new AttachmentRefused("brokenDocument");
    if (/\.rels$/i.test(name)) refuseOutsideTargets(markup);
  }
}

function requireParts(content: ZipContent, format: "docx" | "xlsx" | "ofd"): void {
  const { entry, contentType } = REQUIRED[format];
  const hasEntry = [...content.names].some((name) => entry.test(name));
  const types = content.markup.get("[Content_Types].xml") ?? "";
  if (hasEntry && (contentType === undefined || contentType.test(types))) return;
  if (MACRO_TYPE.test(types)) throw new AttachmentRefused("macro");
  throw new AttachmentRefused("mismatch", { extension: format, found: "archive" });
}

function refuseMacros(content: ZipContent): void {
  const hasEntry = [...content.names].some((name) => MACRO_ENTRY.test(name));
  const hasType = [...content.markup].some(([name, text]) => name.endsWith("].xml") && MACRO_TYPE.test(text));
  if (hasEntry || hasType) throw new AttachmentRefused("macro");
}

function refuseOutsideTargets(markup: string): void {
  for (const element of markup.split("<").slice(1)) {
    const target = attribute(element, "Target");
    if (target === undefined) continue;
    const isOnDisk = /^(?:file:|[\\/]{2}|[a-z]:[\\/])/i.test(target);
    const isOutside = /^external$/i.test(attribute(element, "TargetMode") ?? "");
    const isLoaded = LOADED_ON_OPENING.test(attribute(element, "Type") ?? "");
    if (isOnDisk || (isOutside && isLoaded)) throw new AttachmentRefused("externalLink");
  }
}

function attribute(element: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element);
  const raw = found?.[1] ?? found?.[2];
  // oxlint-disable-next-line no-control-regex -- readers skip white space and control characters in a target
  return raw === undefined ? undefined : decodeEntities(raw).replace(/[\u0000-\u0020]/g, "");
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const decodeEntities = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[String(name)] ?? whole;
    const code = hex ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
