/**
 * RFC 6266: the real name percent-encoded in UTF-8, and beside it a plain one of ASCII letters for clients that know no better,
 * made of the real one unless it is given.
 */
export function contentDisposition(
  kind: "inline" | "attachment",
  fileName: string,
  plain: string = fileName.replace(/[^\w.-]/g, "_"),
): string {
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
