import "server-only";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { env } from "@/env";

/**
 * The clock of criteria, deadlines and due dates. In demo mode (embedded database only) the file
 * DATA_DIR/business-clock may hold an ISO instant or a day; sessions, lockout and audit keep real time.
 */
let cached: { stamp: string; at: Date | null } | null = null;

function demoInstant(): Date | null {
  if (env().PORTAL_MODE !== "demo") return null;
  const file = path.join(env().DATA_DIR, "business-clock");
  try {
    const { mtimeMs, size } = statSync(file);
    const stamp = `${mtimeMs}:${size}`;
    if (cached?.stamp !== stamp) {
      const text = readFileSync(file, "utf8").trim();
      const at = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T10:00:00+08:00` : text);
      cached = { stamp, at: Number.isNaN(at.getTime()) ? null : at };
    }
    return cached.at;
  } catch {
    return null; // no file: the real clock
  }
}

export function businessNow(): Date {
  return demoInstant() ?? new Date();
}

/** Day in UTC+8, YYYY-MM-DD. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

export function businessToday(): string {
  return dayOf(businessNow());
}

/** The set day, or null while the real clock runs: shown as a banner. */
export function demoDay(): string | null {
  const at = demoInstant();
  return at ? dayOf(at) : null;
}
