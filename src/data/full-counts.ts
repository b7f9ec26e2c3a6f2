import "server-only";
import { createHash } from "node:crypto";
import type { Prisma } from "./generated/client";

/** How long what reached its bound is taken to be beyond it still: nobody empties a register of ten thousand meanwhile. */
const FULL_FOR_MS = 60_000;
const MOST = 1_000;

/** By statement and values, scope and city among them: until when, and how far it came. The oldest first. */
const full = new Map<string, { until: number; n: number }>();

/** Whether this count or search has lately reached its bound. Going that far anew for each page costs more than the page. */
export function isFull(asked: Prisma.Sql, now = Date.now()): boolean {
  return fullAt(asked, now) !== null;
}

/** How far this count had come when it lately reached its bound; null for one that has not. */
export function fullAt(asked: Prisma.Sql, now = Date.now()): number | null {
  const known = full.get(keyOf(asked));
  return known !== undefined && known.until > now ? known.n : null;
}

/** This count, or search, has just reached its bound. */
export function noteFull(asked: Prisma.Sql, n = 0, now = Date.now()): void {
  const key = keyOf(asked);
  full.delete(key);
  full.set(key, { until: now + FULL_FOR_MS, n });
  const [oldest] = full.keys();
  if (oldest !== undefined && full.size > MOST) full.delete(oldest);
}

/** A hash: among the values may be two thousand ids, or what somebody typed. */
function keyOf({ text, values }: Prisma.Sql): string {
  return createHash("sha256")
    .update(`${text}\n${JSON.stringify(values)}`)
    .digest("base64url");
}
