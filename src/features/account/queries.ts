import "server-only";
import { type OwnAccount, ownAccount } from "@/data/accounts";
import type { Viewer } from "@/domain/viewer";

/** The viewer's own account for the account page, without the password's hash. */
export async function getOwnAccount(viewer: Viewer): Promise<Omit<OwnAccount, "passwordHash">> {
  const { login, name, passwordChangedAt, mustChangePassword } = await ownAccount(viewer.accountId);
  return { login, name, passwordChangedAt, mustChangePassword };
}
