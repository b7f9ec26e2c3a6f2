import "server-only";
import { type AttemptCount, countAttempt, dropOldThrottles, forgetAttempts, takeBackAttempt } from "@/data/throttle";
import { FAILURE_FLOOR_MS, failureAnswerMs, SIGN_IN_THROTTLE } from "@/domain/sign-in-rules";

export type Attempt =
  | { locked: true; minutes: number }
  | { locked: false; locksNow: boolean; answerAfterMs: number; succeeded: () => Promise<void>; notTried: () => Promise<void> };

const CLEAN_EVERY = 500;
let attempts = 0;

/**
 * Registers an attempt to prove who one is, before the password is looked at. Locked: not to be tried at all.
 * Otherwise call notTried() when the password was not looked at, succeeded() for the right password; a wrong one is answered no sooner than answerAfterMs after its start.
 * address is null where there is none to count (a change of the password inside a session).
 */
export async function beginAttempt(login: string, address: string | null): Promise<Attempt> {
  attempts += 1;
  if (attempts % CLEAN_EVERY === 0) await dropOldThrottles();
  const byAddress = address === null ? null : await countAttempt("address", address);
  if (byAddress && byAddress.lockedForMs > 0) return locked(byAddress);
  const byAccount = await countAttempt("account", login);
  if (byAccount.lockedForMs > 0) return locked(byAccount);
  return {
    locked: false,
    locksNow: byAccount.locksNow,
    answerAfterMs: Math.max(
      failureAnswerMs(SIGN_IN_THROTTLE.account, byAccount.failures),
      byAddress ? failureAnswerMs(SIGN_IN_THROTTLE.address, byAddress.failures) : FAILURE_FLOOR_MS,
    ),
    succeeded: async () => {
      await forgetAttempts("account", login);
      if (address !== null && byAddress) await takeBackAttempt("address", address, byAddress);
    },
    notTried: async () => {
      await takeBackAttempt("account", login, byAccount);
      if (address !== null && byAddress) await takeBackAttempt("address", address, byAddress);
    },
  };
}

function locked(count: AttemptCount): Attempt {
  return { locked: true, minutes: Math.max(1, Math.ceil(count.lockedForMs / 60_000)) };
}
