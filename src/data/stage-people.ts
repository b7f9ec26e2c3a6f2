import "server-only";
import type { FormContent } from "@/domain/form-content";
import { rowsAt, textAt } from "@/domain/form-context";
import { isInReview, SETTLER_ROLES } from "@/domain/review-stages";
import type { Role } from "@/domain/roles";
import type { Involved, Person } from "@/domain/same-person";
import { Prisma } from "./generated/client";
import type { ReadTx } from "./with-scope";

/**
 * Who holds one of the roles in the organisation now. Only grants and accounts inside the viewer's scope can be seen; an account
 * whose home lies above it counts by its grant, without mobile.
 */
export async function listHolders(tx: ReadTx, orgPath: string, roles: readonly Role[]): Promise<Person[]> {
  return tx.$queryRaw<Person[]>`
    SELECT g.account_id AS "accountId", coalesce(u.name, '') AS name, u.mobile
    FROM role_grant g LEFT JOIN user_account u ON u.id = g.account_id
    WHERE g.org_path = ${orgPath} AND g.role = ANY(${[...roles]}) AND g.revoked_at IS NULL AND u.disabled_at IS NULL
    GROUP BY g.account_id, u.name, u.mobile ORDER BY g.account_id`;
}

/**
 * Everybody who holds a deciding role in an organisation above the application a, as one JSON value of a statement; listHolders says
 * who of them can be seen.
 */
export const HOLDERS_ABOVE = Prisma.sql`(SELECT coalesce(json_agg(json_build_object('orgPath', g.org_path, 'role', g.role, 'accountId', g.account_id,
    'name', coalesce(u.name, ''), 'mobile', u.mobile) ORDER BY g.account_id), '[]')
  FROM role_grant g LEFT JOIN user_account u ON u.id = g.account_id
  WHERE g.org_path = ANY(ARRAY(SELECT left(a.org_path, 1 + 9 * n) FROM generate_series(1, length(a.org_path) / 9 - 1) n))
    AND g.role = ANY(${[...SETTLER_ROLES]}::text[]) AND g.revoked_at IS NULL AND u.disabled_at IS NULL)`;
export type Holder = Person & { orgPath: string; role: string };

/** Those of them who hold one of the roles in this organisation, each once. */
export function holdersOf(holders: readonly Holder[], orgPath: string, roles: readonly Role[]): Person[] {
  const own = holders.filter((one) => one.orgPath === orgPath && (roles as readonly string[]).includes(one.role));
  return own
    .filter((one, index) => own.findIndex((other) => other.accountId === one.accountId) === index)
    .map(({ accountId, name, mobile }) => ({ accountId, name, mobile }));
}

/** Accounts that are or were of the studio of the application a or wrote in it, as an array of a statement. */
export const STUDIO_ACCOUNTS = Prisma.sql`ARRAY(SELECT account_id FROM role_grant WHERE org_path = a.org_path AND role IN ('lead', 'contributor')
  UNION SELECT submitted_by FROM submission WHERE application_id = a.id UNION SELECT updated_by FROM application_section WHERE application_id = a.id)`;

type Participants = { accounts: readonly string[]; standing: readonly { actorId: string; standingKey: string }[] };

/**
 * The people of an application, for the same-person rule; content is that of its newest snapshot. A decision on the very stage and
 * round of the row that was read was made since then: it moved the case on, and whoever decides on the old row is told so
 * (alreadyDecided) and not that the stage is without a reviewer.
 */
export function involvedIn(
  application: { createdBy: string; status: string; round: number; stageIndex: number | null },
  { accounts, standing }: Participants,
  content: FormContent,
): Involved {
  const present = isInReview(application.status) ? `${application.round}:${application.stageIndex}` : null;
  return {
    studioAccounts: [application.createdBy, ...accounts],
    lead: { name: textAt(content, "team.leadName"), mobile: textAt(content, "team.leadMobile") },
    contact: { name: textAt(content, "unit.contactName"), mobile: textAt(content, "unit.contactMobile") },
    memberNames: rowsAt(content, "team.members").map((row) => String(row["name"] ?? "")),
    deciders: standing.filter((row) => row.standingKey !== present).map((row) => row.actorId),
  };
}
