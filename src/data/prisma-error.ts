import { UNAVAILABLE_DIGEST } from "@/lib/unavailable-digest";
import { Prisma } from "./generated/client";

/** True when a unique key refused the row: somebody else was first. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** True when the database cannot be reached or the pool is exhausted: the request may be tried again. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  // a raw query that found no server says P2010 and names the reason one level down
  const reason = error.code === "P2010" ? JSON.stringify(error.meta ?? {}) + error.message : "";
  return (
    /DatabaseNotReachable|ConnectionClosed|Can't reach database server/.test(reason) ||
    ["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"].includes(error.code)
  );
}

/** Throws the error on; the page that shows it says "away for a while" when the database cannot be reached. */
export function rethrow(error: unknown): never {
  if (isUnavailable(error)) Object.assign(error as object, { digest: UNAVAILABLE_DIGEST });
  throw error;
}
