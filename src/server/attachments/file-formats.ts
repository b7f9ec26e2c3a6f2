/** What a file may be, by extension (enums attachmentKind) with the content that must be found behind it. */
export type FileFormat = "jpeg" | "png" | "pdf" | "ofd" | "docx" | "xlsx" | "doc" | "xls" | "mp4";
export type FileKind = "image" | "pdf" | "ofd" | "word" | "excel" | "video";
export type Container = "jpeg" | "png" | "pdf" | "zip" | "ole" | "mp4";

export type FormatRow = { format: FileFormat; kind: FileKind; container: Container; mimeType: string };

const OOXML = "application/vnd.openxmlformats-officedocument";

export const FORMAT_OF_EXTENSION: Readonly<Record<string, FormatRow>> = {
  jpg: { format: "jpeg", kind: "image", container: "jpeg", mimeType: "image/jpeg" },
  jpeg: { format: "jpeg", kind: "image", container: "jpeg", mimeType: "image/jpeg" },
  png: { format: "png", kind: "image", container: "png", mimeType: "image/png" },
  pdf: { format: "pdf", kind: "pdf", container: "pdf", mimeType: "application/pdf" },
  ofd: { format: "ofd", kind: "ofd", container: "zip", mimeType: "application/ofd" },
  doc: { format: "doc", kind: "word", container: "ole", mimeType: "application/msword" },
  docx: { format: "docx", kind: "word", container: "zip", mimeType: `${OOXML}.wordprocessingml.document` },
  xls: { format: "xls", kind: "excel", container: "ole", mimeType: "application/vnd.ms-excel" },
  xlsx: { format: "xlsx", kind: "excel", container: "zip", mimeType: `${OOXML}.spreadsheetml.sheet` },
  mp4: { format: "mp4", kind: "video", container: "mp4", mimeType: "video/mp4" },
};

/** Contents that are told apart: those allowed, and those whose name helps a person to see what went wrong. */
export type Content =
  | Container
  | "heic"
  | "quicktime"
  | "gif"
  | "webp"
  | "bmp"
  | "tiff"
  | "rtf"
  | "archive"
  | "program"
  | "html"
  | "svg"
  | "xml"
  | "unknown";

const MAGIC: readonly { at: number; bytes: string; content: Content }[] = [
  { at: 0, bytes: "\xff\xd8\xff", content: "jpeg" },
  { at: 0, bytes: "\x89PNG\r\n\x1a\n", content: "png" },
  { at: 0, bytes: "PK\x03\x04", content: "zip" },
  { at: 0, bytes: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", content: "ole" },
  { at: 0, bytes: "GIF8", content: "gif" },
  { at: 8, bytes: "WEBP", content: "webp" },
  { at: 0, bytes: "BM", content: "bmp" },
  { at: 0, bytes: "II*\0", content: "tiff" },
  { at: 0, bytes: "MM\0*", content: "tiff" },
  { at: 0, bytes: "{\\rtf", content: "rtf" },
  { at: 0, bytes: "Rar!", content: "archive" },
  { at: 0, bytes: "7z\xbc\xaf", content: "archive" },
  { at: 0, bytes: "\x1f\x8b", content: "archive" },
  { at: 0, bytes: "PK\x05\x06", content: "archive" },
  { at: 0, bytes: "MZ", content: "program" },
  { at: 0, bytes: "\x7fELF", content: "program" },
  { at: 0, bytes: "#!", content: "program" },
];

const HEIC_BRANDS = new Set(["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis"]);

/** What the first bytes of a file (1 KB is enough) say that it is. PDF may be preceded by white space or a BOM only. */
export function sniffContent(head: Buffer): Content {
  const text = head.toString("latin1");
  for (const { at, bytes, content } of MAGIC) if (text.startsWith(bytes, at)) return content;
  if (text.startsWith("ftyp", 4)) {
    const brand = text.slice(8, 12);
    if (HEIC_BRANDS.has(brand)) return "heic";
    return brand === "qt  " ? "quicktime" : "mp4";
  }
  const start = text.replace(/^(?:\xef\xbb\xbf)?\s*/, "").slice(0, 1024);
  if (start.startsWith("%PDF-")) return "pdf";
  if (/<svg[\s>]/i.test(start)) return "svg";
  if (/<(?:!doctype html|html|head|body|script|iframe|title)[\s>]/i.test(start)) return "html";
  return start.startsWith("<") ? "xml" : "unknown";
}

/** The part after the last dot, lower case; "" when there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf(".");
  return dot > 0 ? fileName.slice(dot + 1).toLowerCase() : "";
}
