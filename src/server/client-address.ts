import "server-only";
import type { IncomingHttpHeaders } from "node:http";
import { env } from "@/env";

/** Headers that only a proxy of ours may set. */
const PROXY_HEADERS = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-real-ip", "forwarded"];

/** Headers of the framework's inner traffic: never from outside (security.md §2.1, CVE-2025-29927). */
const INNER_HEADERS = ["x-middleware-subrequest", "x-middleware-prefetch", "x-nonce", "x-portal-path"];

/**
 * Removes what a client may not claim about itself, before the framework sees it: it keeps an X-Forwarded-For that a client
 * made up, and fills in the socket's address only where there is none.
 */
export function dropClaimedHeaders(headers: IncomingHttpHeaders): void {
  for (const name of INNER_HEADERS) delete headers[name];
  if (env().TRUSTED_PROXIES === 0) for (const name of PROXY_HEADERS) delete headers[name];
}

/**
 * The address a request came from: the entry that the outermost of our proxies wrote, counted from the right, because
 * what stands further left is the client's own claim. Null when there is none.
 */
export function clientAddress(headers: Headers): string | null {
  const chain = (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  const address = chain.at(-Math.max(1, env().TRUSTED_PROXIES)) ?? chain[0];
  return address ? address.replace(/^::ffff:/i, "").toLowerCase() : null;
}
