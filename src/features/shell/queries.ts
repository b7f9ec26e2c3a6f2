import "server-only";
import { roleLabel } from "@/domain/roles";
import type { Viewer } from "@/domain/viewer";
import { getDesk } from "@/server/desk";
import type { ShellGrant } from "./shell-props";

/** The roles this person may act in, worded, the one in force marked. */
export function shellGrants(viewer: Viewer, locale: string): ShellGrant[] {
  return viewer.grants.map((grant) => ({
    grantId: grant.id,
    orgName: grant.orgName,
    roleName: roleLabel(grant.role, locale),
    current: grant.id === viewer.grantId,
  }));
}

/** What waits, as the frame shows it. */
export async function countForShell(viewer: Viewer): Promise<{ unread: number; waiting: number | undefined }> {
  const { unread, waiting } = await getDesk(viewer);
  return { unread, waiting: waiting?.pending };
}
