import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { env } from "@/env";

// Written by the start script while there is no account: { tokenHash: SHA-256 hex, createdAt }.
function file(): string {
  return path.join(env().DATA_DIR, "first-run.json");
}

function expectedHash(): Buffer | null {
  if (env().PORTAL_MODE !== "production") return null;
  try {
    const { tokenHash } = JSON.parse(readFileSync(file(), "utf8")) as { tokenHash?: unknown };
    return typeof tokenHash === "string" && /^[0-9a-f]{64}$/.test(tokenHash) ? Buffer.from(tokenHash, "hex") : null;
  } catch {
    return null; // no file, or not ours: no first run
  }
}

/** True while the start script has laid out a token. */
export function isFirstRunTokenOut(): boolean {
  return expectedHash() !== null;
}

export function isFirstRunToken(token: string): boolean {
  const expected = expectedHash();
  return expected !== null && timingSafeEqual(expected, createHash("sha256").update(token.trim()).digest());
}

/** The token works once. */
export function removeFirstRunToken(): void {
  rmSync(file(), { force: true });
}
