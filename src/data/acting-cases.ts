import "server-only";
import { SETTLER_ROLES } from "@/domain/review-stages";
import type { Viewer } from "@/domain/viewer";
import { constant } from "./constant";
import { Prisma } from "./generated/client";
import type { ReadTx } from "./with-scope";

const SEGMENT = 9;
/** More than this waiting without a reviewer is a matter for the administrator, not for a list. */
const MOST = 500;

type Union = Pick<Viewer, "orgPath" | "scope">;

/**
 * Cases that wait at a union directly below the viewer's although nobody there may decide them (需上级代审): no reviewer, or all
 * of them excluded by the same-person rule. The database keeps the answer with the case (acting_path), so this only reads it.
 */
export function actingCases({ orgPath, scope }: Union): Prisma.Sql {
  return Prisma.sql`SELECT a.id FROM application a
    WHERE a.acting_path = ${orgPath} AND a.org_path >= ${scope.lo} AND a.org_path < ${scope.hi}
    ORDER BY a.stage_since, a.id LIMIT ${constant(MOST)}`;
}

export async function listCasesNeedingActing(tx: ReadTx, union: Union): Promise<string[]> {
  return (await tx.$queryRaw<{ id: string }[]>`${actingCases(union)}`).map((row) => row.id);
}

/**
 * Cases with an open proposal that waits for a second person of the viewer's union: proposed there, or proposed by a union directly
 * below that has nobody else who could confirm.
 */
export function casesForSecondPerson({ orgPath, scope }: Union): Prisma.Sql {
  return Prisma.sql`SELECT p.application_id AS id FROM proposal p
    WHERE p.org_path >= ${scope.lo} AND p.org_path < ${scope.hi} AND p.pending_key IS NOT NULL
      AND (p.proposed_org_path = ${orgPath}
        OR length(p.proposed_org_path) = ${constant(orgPath.length + SEGMENT)} AND NOT EXISTS (
          SELECT FROM role_grant g LEFT JOIN user_account u ON u.id = g.account_id
          WHERE g.org_path = p.proposed_org_path AND g.role = ANY(${[...SETTLER_ROLES]}) AND g.revoked_at IS NULL AND u.disabled_at IS NULL
            AND g.account_id <> p.proposed_by
            AND NOT EXISTS (SELECT FROM decision d WHERE d.application_id = p.application_id AND d.standing_key IS NOT NULL AND d.actor_id = g.account_id)))
    LIMIT ${constant(MOST)}`;
}
