import "server-only";
import { listGrants } from "@/data/sessions";
import { inScope, withScope } from "@/data/with-scope";
import { countWaiting } from "@/data/work-list";
import { can } from "@/domain/permissions";
import { isRole, roleLabel } from "@/domain/roles";
import type { Viewer } from "@/domain/viewer";
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

/** What waits: notices that nobody of this organisation has read, and for unions the cases to be decided. */
export function countForShell(viewer: Viewer): Promise<{ unread: number; waiting: number | undefined }> {
  return withScope(viewer.scope, async (tx) => ({
    unread: await tx.notice.count({ where: { AND: [inScope(viewer.scope), { recipientPath: viewer.orgPath, readAt: null }] } }),
    waiting: can(viewer.role, "review.view") ? await countWaiting(tx, viewer) : undefined,
  }));
}
