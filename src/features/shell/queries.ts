import "server-only";
import { listGrants } from "@/data/sessions";
import { isRole, roleLabel } from "@/domain/roles";
import type { Viewer } from "@/domain/viewer";
import { getDesk } from "@/server/desk";
import type { ShellGrant } from "./shell-props";

/** The roles this person may act in, worded, the one in force marked. */
export async function listShellGrants(viewer: Viewer, locale: string): Promise<ShellGrant[]> {
  const grants = await listGrants(viewer.accountId);
  return grants.flatMap((grant) =>
    isRole(grant.role)
      ? [{ grantId: grant.id, orgName: grant.orgName, roleName: roleLabel(grant.role, locale), current: grant.id === viewer.grantId }]
      : [],
  );
}

/** What waits, as the frame shows it. */
export async function countForShell(viewer: Viewer): Promise<{ unread: number; waiting: number | undefined }> {
  const { unread, waiting } = await getDesk(viewer);
  return { unread, waiting: waiting?.pending };
}
