import "server-only";
import type { Prisma } from "./generated/client";

/** How long a count that reached its cap is taken to be there still: nobody empties a register of ten thousand meanwhile. */
const FULL_FOR_MS = 60_000;
const MOST = 1_000;

/** By statement and values, scope and city among them: until when. The oldest first. */
const full = new Map<string, number>();

/** Whether this count has lately reached its cap. Counting that far anew for each page costs more than the page. */
export function isFull(count: Prisma.Sql, now = Date.now()): boolean {
  return (full.get(keyOf(count)) ?? 0) > now;
}

/** This count has just reached its cap. */
export function noteFull(count: Prisma.Sql, now = Date.now()): void {
  const key = keyOf(count);
  full.delete(key);
  full.set(key, now + FULL_FOR_MS);
  const [oldest] = full.keys();
  if (oldest !== undefined && full.size > MOST) full.delete(oldest);
}

function keyOf({ text, values }: Prisma.Sql): string {
  return `${text}\n${JSON.stringify(values)}`;
}
