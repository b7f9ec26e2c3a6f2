import "server-only";
import { env } from "@/env";

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

/**
 * True when the browser speaks https with us. The portal is reached by several names (a public one over https, a plain
 * one inside the network), so it is decided per request and not by NEXTAUTH_URL alone.
 */
export function isSecureRequest(headers: Headers): boolean {
  return speaksHttps((name) => headers.get(name) ?? undefined);
}

/** @param header a header of the request by its name in small letters */
export function speaksHttps(header: (name: string) => string | string[] | undefined): boolean {
  if (String(header("x-forwarded-proto")).split(",")[0]?.trim() === "https") return true;
  const own = new URL(env().NEXTAUTH_URL);
  return own.protocol === "https:" && own.host === (header("x-forwarded-host") ?? header("host"));
}
