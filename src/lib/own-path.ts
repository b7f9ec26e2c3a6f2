/**
 * A path of this site from a value that anybody may have put into an address, or null. Parsed the way a browser
 * does, against an origin that cannot be a real one: "//host", "/\host", "https:host", tabs and line breaks in
 * between all fall out. Only path, query and fragment come back.
 */
export function ownPath(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 2000 || !value.startsWith("/")) return null;
  // control characters are dropped by browsers when parsing; backslashes become slashes
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f\\]/.test(value) || value.startsWith("//")) return null;
  try {
    const base = "http://own.invalid";
    const url = new URL(value, base);
    if (url.origin !== base || url.username || url.password || url.pathname.startsWith("//")) return null;
    return `${url.pathname}${url.search}${url.hash}`;
  } catch {
    return null;
  }
}
