import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** argon2id, m = 19 MiB, t = 2, p = 1 (OWASP minimum). */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), OPTIONS);
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize("NFKC"));
}
