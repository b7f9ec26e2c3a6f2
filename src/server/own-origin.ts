import "server-only";

/**
 * True when the request was sent by a page of this site. A missing or "null" Origin is refused:
 * the framework lets it through with a warning.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (!origin || origin === "null" || !host) return false;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
