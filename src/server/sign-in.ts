import "server-only";
import { findSignInAccount } from "@/data/accounts";
import { listGrants, openSession } from "@/data/sessions";
import { hashPassword, verifyPassword } from "./password";

let dummyHash: Promise<string> | null = null;

/** Opens a session for the right password. Null for everything else, after the same work. */
export async function signIn(login: string, password: string): Promise<{ accountId: string; token: string } | null> {
  const account = await findSignInAccount(login.trim().toLowerCase());
  dummyHash ??= hashPassword("no such account");
  const right = await verifyPassword(account?.passwordHash ?? (await dummyHash), password.slice(0, 128));
  if (!account || !right || account.disabled) return null;
  const grants = await listGrants(account.id);
  const first = grants[0];
  if (!first) return null;
  return { accountId: account.id, token: await openSession(account.id, first.id) };
}
