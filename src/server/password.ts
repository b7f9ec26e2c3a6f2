import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { PASSWORD_MAX_LENGTH } from "@/domain/password-rules";
import { limiter } from "@/lib/limiter";

/** argon2id, m = 19 MiB, t = 2, p = 1 (OWASP minimum). */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const CURRENT_PREFIX = `$argon2id$v=19$m=${OPTIONS.memoryCost},t=${OPTIONS.timeCost},p=${OPTIONS.parallelism}$`;

// A flood of sign-ins may not eat the memory of a small server: 4 × 19 MiB at once, 200 in line (about 1 s), the rest refused.
const turn = limiter({ running: 4, waiting: 200 });

let dummy: Promise<string> | null = null;

export function hashPassword(password: string): Promise<string> {
  return turn(() => hash(password.normalize("NFKC"), OPTIONS));
}

/**
 * True for the right password. The work is the same without a hash (unknown account) and for a password that is too
 * long to be one, so that time tells nothing. Throws LimiterFullError when too many wait.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword("no such account");
  const possible = passwordHash !== null && password.length <= PASSWORD_MAX_LENGTH;
  const against = possible ? passwordHash : await dummy;
  const right = await turn(() => verify(against, password.slice(0, PASSWORD_MAX_LENGTH).normalize("NFKC")));
  return possible && right;
}

/** True when the hash was made with other parameters than today's. */
export function isOutdatedHash(passwordHash: string): boolean {
  return !passwordHash.startsWith(CURRENT_PREFIX);
}
