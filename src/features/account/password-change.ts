import "server-only";
import { changePassword, ownAccount } from "@/data/accounts";
import { passwordFault, type PasswordFault, passwordFaultMessage } from "@/domain/password-rules";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { LimiterFullError } from "@/lib/limiter";
import { passwordProfile } from "@/server/deployment";
import { hashPassword, verifyPassword } from "@/server/password";
import { beginAttempt } from "@/server/throttle";

export type PasswordChange = { currentPassword: string; newPassword: string; repeatPassword: string };

/** A fault of a new password as an expected failure at its field. */
export function weakPassword(fault: PasswordFault, locale: string, field: string): RuleError {
  return new RuleError("passwordWeak", { field, params: { reason: passwordFaultMessage(fault, passwordProfile(), locale) } });
}

/**
 * Changes the password of the viewer after proving the current one. Wrong guesses count like failed sign-ins, so a
 * session left open is no way to try passwords.
 */
export async function changeOwnPassword(viewer: Viewer, change: PasswordChange, locale: string): Promise<void> {
  if (change.newPassword !== change.repeatPassword) throw new RuleError("passwordsDiffer", { field: "repeatPassword" });
  const account = await ownAccount(viewer.accountId);
  const fault = change.newPassword === change.currentPassword ? "sameAsOld" : passwordFault(change.newPassword, account, passwordProfile());
  if (fault) throw weakPassword(fault, locale, "newPassword");
  const attempt = await beginAttempt(account.login, null);
  if (attempt.locked) throw new RuleError("signInLocked", { params: { minutes: attempt.minutes } });
  try {
    if (!(await verifyPassword(account.passwordHash, change.currentPassword)))
      throw new RuleError("passwordWrong", { field: "currentPassword" });
    await attempt.succeeded();
    const passwordHash = await hashPassword(change.newPassword);
    if (!(await changePassword(viewer, account.passwordHash, passwordHash)))
      throw new RuleError("passwordWrong", { field: "currentPassword" });
  } catch (error) {
    if (!(error instanceof LimiterFullError)) throw error;
    await attempt.notTried();
    throw new RuleError("tooManyRequests");
  }
}
