import "server-only";
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
