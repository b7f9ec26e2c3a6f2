import "server-only";
import type { Viewer } from "@/domain/viewer";
import { writeAudit } from "./audit";
import { authClient } from "./prisma";

export type SignInAccount = { id: string; orgPath: string; passwordHash: string; disabled: boolean };

/** The account of a login, with its password hash: for the sign-in alone. */
export async function findSignInAccount(login: string): Promise<SignInAccount | null> {
  const row = await authClient().userAccount.findUnique({
    where: { login },
    select: { id: true, orgPath: true, passwordHash: true, disabledAt: true },
  });
  return row ? { id: row.id, orgPath: row.orgPath, passwordHash: row.passwordHash, disabled: row.disabledAt !== null } : null;
}

export type OwnAccount = { login: string; name: string; passwordHash: string; passwordChangedAt: Date; mustChangePassword: boolean };

/** One's own account, for the account page and the change of the password. */
export function ownAccount(accountId: string): Promise<OwnAccount> {
  return authClient().userAccount.findUniqueOrThrow({
    where: { id: accountId },
    select: { login: true, name: true, passwordHash: true, passwordChangedAt: true, mustChangePassword: true },
  });
}

/** A failed sign-in or a lock, in the trail of the account's city. The account did it, so no actor is named. */
export async function auditSignIn(
  account: Pick<SignInAccount, "id" | "orgPath">,
  action: "account.signInFailed" | "account.locked",
): Promise<void> {
  await authClient().$transaction((tx) =>
    writeAudit(tx, null, { action, entity: "account", entityId: account.id, orgPath: account.orgPath }),
  );
}

/** Keeps a hash made with today's parameters; the password itself is the same, so nothing is signed out. */
export async function storeRehash(accountId: string, oldHash: string, passwordHash: string): Promise<void> {
  await authClient()
    .$executeRaw`UPDATE user_account SET password_hash = ${passwordHash} WHERE id = ${accountId}::uuid AND password_hash = ${oldHash}`;
}

/**
 * Sets a new password, ends every other session of the person and writes the audit row, in one transaction.
 * False when the password was changed by somebody else meanwhile (oldHash is no longer the stored one).
 */
export function changePassword(viewer: Viewer, oldHash: string, passwordHash: string): Promise<boolean> {
  return authClient().$transaction(async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE user_account SET password_hash = ${passwordHash}, password_changed_at = now(), must_change_password = false
      WHERE id = ${viewer.accountId}::uuid AND password_hash = ${oldHash}`;
    if (changed !== 1) return false;
    const ended = await tx.$executeRaw`
      UPDATE user_session SET revoked_at = now()
      WHERE account_id = ${viewer.accountId}::uuid AND id <> ${viewer.sessionId}::uuid AND revoked_at IS NULL`;
    await writeAudit(tx, viewer, {
      action: "account.changePassword",
      entity: "account",
      entityId: viewer.accountId,
      orgPath: viewer.orgPath,
      detail: { endedSessions: ended },
    });
    return true;
  });
}
