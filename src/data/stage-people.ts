import "server-only";
import type { FormContent } from "@/domain/form-content";
import { textAt } from "@/domain/form-context";
import { rowsAt } from "@/domain/form-context";
import { isInReview } from "@/domain/review-stages";
import type { Role } from "@/domain/roles";
import type { Involved, Person } from "@/domain/same-person";
import type { ScopedTx } from "./with-scope";

/**
 * Who holds one of the roles in the organisation now. Only grants and accounts inside the viewer's scope can be seen; an account
 * whose home lies above it counts by its grant, without mobile.
 */
export async function listHolders(tx: ScopedTx, orgPath: string, roles: readonly Role[]): Promise<Person[]> {
  return tx.$queryRaw<Person[]>`
    SELECT g.account_id AS "accountId", coalesce(u.name, '') AS name, u.mobile
    FROM role_grant g LEFT JOIN user_account u ON u.id = g.account_id
    WHERE g.org_path = ${orgPath} AND g.role = ANY(${[...roles]}) AND g.revoked_at IS NULL AND u.disabled_at IS NULL
    GROUP BY g.account_id, u.name, u.mobile ORDER BY g.account_id`;
}

/**
 * The people of an application, for the same-person rule; content is that of its newest snapshot. A decision on the very stage and
 * round of the row that was read was made since then: it moved the case on, and whoever decides on the old row is told so
 * (alreadyDecided) and not that the stage is without a reviewer.
 */
export async function loadInvolved(
  tx: ScopedTx,
  application: { id: string; orgPath: string; createdBy: string; status: string; round: number; stageIndex: number | null },
  content: FormContent,
): Promise<Involved> {
  const accounts = await tx.$queryRaw<{ account_id: string }[]>`
    SELECT account_id FROM role_grant WHERE org_path = ${application.orgPath} AND role IN ('lead', 'contributor')
    UNION SELECT submitted_by FROM submission WHERE application_id = ${application.id}::uuid
    UNION SELECT updated_by FROM application_section WHERE application_id = ${application.id}::uuid`;
  const deciders = await tx.decision.findMany({
    where: { applicationId: application.id, standingKey: { not: null } },
    select: { actorId: true, standingKey: true },
  });
  const present = isInReview(application.status) ? `${application.round}:${application.stageIndex}` : null;
  return {
    studioAccounts: [application.createdBy, ...accounts.map((row) => row.account_id)],
    lead: { name: textAt(content, "team.leadName"), mobile: textAt(content, "team.leadMobile") },
    contact: { name: textAt(content, "unit.contactName"), mobile: textAt(content, "unit.contactMobile") },
    memberNames: rowsAt(content, "team.members").map((row) => String(row["name"] ?? "")),
    deciders: deciders.filter((row) => row.standingKey !== present).map((row) => row.actorId),
  };
}
