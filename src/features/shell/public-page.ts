import "server-only";
import type { Metadata } from "next";
import { publicAddress } from "@/server/deployment";

/** Names of this machine: nobody elsewhere can follow them. */
const HERE = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Metadata of a page that search engines may show; the root layout keeps them out of all others. One address of it counts, without
 * its query, under the portal's public name; a portal that was given none names no address.
 */
export function publicPage(path: string, words: { title?: string; description: string }): Metadata {
  const own = new URL(path, publicAddress());
  return {
    ...words,
    robots: { index: true, follow: true },
    ...(HERE.includes(own.hostname) ? {} : { alternates: { canonical: own.href } }),
  };
}
