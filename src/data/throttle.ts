import "server-only";
import { createHash } from "node:crypto";
import { SIGN_IN_THROTTLE, type ThrottleKind, type ThrottleRule } from "@/domain/sign-in-rules";
import { authClient } from "./prisma";

/** failures: including this attempt; lockedForMs: 0 when the attempt may go on, else how long the lock still holds. */
export type AttemptCount = { failures: number; lockedForMs: number; locksNow: boolean };

/** The subject itself (login, address) is not kept. */
function keyOf(kind: ThrottleKind, subject: string): string {
  return `${kind}:${createHash("sha256").update(subject).digest("hex")}`;
}

/**
 * Counts an attempt as a failure before it is tried, so that a hundred simultaneous guesses are not one; success takes
 * it back. A locked subject is not counted further. One statement: the row lock decides.
 */
export async function countAttempt(kind: ThrottleKind, subject: string): Promise<AttemptCount> {
  const rule: ThrottleRule = SIGN_IN_THROTTLE[kind];
  const key = keyOf(kind, subject);
  const rows = await authClient().$queryRaw<{ failures: number; locked: boolean }[]>`
    INSERT INTO sign_in_throttle AS t (key, failures, window_at, locked_until)
    VALUES (${key}, 1, now(), ${rule.lockAfter <= 1 ? new Date(Date.now() + rule.lockMinutes * 60_000) : null}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN t.window_at < now() - make_interval(mins => ${rule.windowMinutes}) THEN 1 ELSE t.failures + 1 END,
      window_at = now(),
      locked_until = CASE WHEN t.window_at >= now() - make_interval(mins => ${rule.windowMinutes}) AND t.failures + 1 >= ${rule.lockAfter}
                          THEN now() + make_interval(mins => ${rule.lockMinutes}) END
    WHERE t.locked_until IS NULL OR t.locked_until <= now()
    RETURNING failures, locked_until IS NOT NULL AS locked`;
  const row = rows[0];
  if (row) return { failures: row.failures, lockedForMs: 0, locksNow: row.locked };
  return { failures: rule.lockAfter, lockedForMs: Math.max(1, await lockedFor(key)), locksNow: false };
}

async function lockedFor(key: string): Promise<number> {
  const [row] = await authClient().$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM locked_until - now()) * 1000)::int AS ms FROM sign_in_throttle WHERE key = ${key} AND locked_until > now()`;
  return row?.ms ?? 0;
}

/** Success: the account starts afresh. */
export async function forgetAttempts(kind: ThrottleKind, subject: string): Promise<void> {
  await authClient().$executeRaw`DELETE FROM sign_in_throttle WHERE key = ${keyOf(kind, subject)}`;
}

/** Success: the attempt no longer counts, the failures before it do; one good account must not clear an address. */
export async function takeBackAttempt(kind: ThrottleKind, subject: string, attempt: AttemptCount): Promise<void> {
  await authClient().$executeRaw`
    UPDATE sign_in_throttle SET failures = failures - 1, locked_until = CASE WHEN ${attempt.locksNow} THEN NULL ELSE locked_until END
    WHERE key = ${keyOf(kind, subject)} AND failures > 0`;
}

/** Rows that no longer say anything; called now and then by the sign-in. */
export async function dropOldThrottles(): Promise<void> {
  await authClient().$executeRaw`
    DELETE FROM sign_in_throttle WHERE window_at < now() - interval '1 day' AND (locked_until IS NULL OR locked_until < now())`;
}
