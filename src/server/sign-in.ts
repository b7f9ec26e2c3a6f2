import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { auditSignIn, findSignInAccount, storeRehash } from "@/data/accounts";
import { openSession } from "@/data/sessions";
import { SIGN_IN_THROTTLE } from "@/domain/sign-in-rules";
import { LimiterFullError } from "@/lib/limiter";
import { hashPassword, isOutdatedHash, verifyPassword } from "./password";
import { beginAttempt } from "./throttle";

export type SignInRequest = { login: string; password: string; address: string | null; device: string };

export type SignInResult =
  | { outcome: "open"; accountId: string; token: string }
  | { outcome: "wrong" }
  | { outcome: "locked"; minutes: number }
  | { outcome: "busy" };

/** Account names are lower case; what is longer than any name cannot be one, and is not kept whole. */
const LOGIN_MAX = 60;

/** The account name meant by what was typed. What the database cannot hold (NUL, half a character) is asked for as what no name has. */
function loginOf(typed: string): string {
  return typed.normalize("NFKC").trim().toLowerCase().slice(0, LOGIN_MAX).replaceAll("\u0000", "\ufffd").toWellFormed();
}

/**
 * Opens a session for the right password. An unknown account, a wrong password, a disabled account and one without
 * any role get the same answer after the same work and no sooner than the same moment.
 */
export async function signIn(request: SignInRequest): Promise<SignInResult> {
  const startedAt = performance.now();
  const login = loginOf(request.login);
  const attempt = await beginAttempt(login, request.address);
  if (attempt.locked) return { outcome: "locked", minutes: attempt.minutes };
  const answerAt = startedAt + attempt.answerAfterMs;
  try {
    const account = await findSignInAccount(login);
    const right = await verifyPassword(account?.passwordHash ?? null, request.password);
    // the right password is no failure, though there may be no room for its session now
    const opened = account && right && !account.disabled ? openSession(account.id, request.device) : null;
    const token = opened && (await opened.catch(takenBack(attempt)));
    if (account && token) {
      await attempt.succeeded();
      if (isOutdatedHash(account.passwordHash)) await storeRehash(account.id, account.passwordHash, await hashPassword(request.password));
      return { outcome: "open", accountId: account.id, token };
    }
    // the audit row is written while the answer is held back: its time does not tell that the account exists
    const audited = account ? auditSignIn(account, attempt.locksNow ? "account.locked" : "account.signInFailed") : Promise.resolve();
    await Promise.all([audited, sleep(Math.max(0, Math.ceil(answerAt - performance.now())))]);
    return attempt.locksNow ? { outcome: "locked", minutes: SIGN_IN_THROTTLE.account.lockMinutes } : { outcome: "wrong" };
  } catch (error) {
    if (!(error instanceof LimiterFullError)) throw error;
    await attempt.notTried();
    return { outcome: "busy" };
  }
}

function takenBack(attempt: { notTried: () => Promise<void> }) {
  return async (error: unknown): Promise<never> => {
    // where nothing can be written the count stays, and the first error is the one to tell
    await attempt.notTried().catch(() => undefined);
    throw error;
  };
}
