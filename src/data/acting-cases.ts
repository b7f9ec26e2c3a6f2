import "server-only";
import { SETTLER_ROLES } from "@/domain/review-stages";
import type { Viewer } from "@/domain/viewer";
import type { ScopedTx } from "./with-scope";

const SEGMENT = 9;
/** More than this waiting without a reviewer is a matter for the administrator, not for a list. */
const MOST = 500;

/**
 * Cases that wait at a union directly below the viewer's although nobody there may decide them (需上级代审): no reviewer, or all
 * of them excluded by the same-person rule. Names are compared here without punctuation; the case itself asks the exact rule.
 */
export async function listCasesNeedingActing(tx: ScopedTx, viewer: Pick<Viewer, "orgPath" | "scope">): Promise<string[]> {
  const childLength = viewer.orgPath.length + SEGMENT;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM application a
    WHERE a.org_path >= ${viewer.scope.lo} AND a.org_path < ${viewer.scope.hi}
      AND (a.status IN ('districtReview', 'industryReview') AND length(a.org_path) = ${childLength + 2 * SEGMENT}
        OR a.status = 'enterpriseReview' AND length(a.org_path) = ${childLength + SEGMENT})
      AND NOT EXISTS (
        SELECT FROM role_grant g LEFT JOIN user_account u ON u.id = g.account_id
        WHERE g.org_path = substr(a.org_path, 1, ${childLength}) AND g.revoked_at IS NULL AND u.disabled_at IS NULL
          AND g.role = CASE a.status WHEN 'enterpriseReview' THEN 'enterpriseReviewer' ELSE 'districtReviewer' END
          AND g.account_id <> a.created_by
          AND NOT EXISTS (SELECT FROM decision d WHERE d.application_id = a.id AND d.standing_key IS NOT NULL AND d.actor_id = g.account_id)
          AND NOT EXISTS (SELECT FROM role_grant s WHERE s.org_path = a.org_path AND s.account_id = g.account_id AND s.role IN ('lead', 'contributor'))
          AND NOT EXISTS (
            SELECT FROM submission n, LATERAL (VALUES
              (n.content -> 'team' ->> 'leadName', n.content -> 'team' ->> 'leadMobile'),
              (n.content -> 'unit' ->> 'contactName', n.content -> 'unit' ->> 'contactMobile')) AS party (name, mobile)
            WHERE n.application_id = a.id AND n.round = a.round AND party.mobile = u.mobile
              AND regexp_replace(lower(normalize(party.name, NFKC)), '[[:space:][:punct:]]', '', 'g') = regexp_replace(lower(normalize(u.name, NFKC)), '[[:space:][:punct:]]', '', 'g')))
    ORDER BY a.stage_since, a.id LIMIT ${MOST}`;
  return rows.map((row) => row.id);
}

/**
 * Cases with an open proposal that waits for a second person of the viewer's union: proposed there, or proposed by a union directly
 * below that has nobody else who could confirm.
 */
export async function listCasesForSecondPerson(tx: ScopedTx, viewer: Pick<Viewer, "orgPath" | "scope">): Promise<string[]> {
  const childLength = viewer.orgPath.length + SEGMENT;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.application_id AS id FROM proposal p
    WHERE p.org_path >= ${viewer.scope.lo} AND p.org_path < ${viewer.scope.hi} AND p.pending_key IS NOT NULL
      AND (p.proposed_org_path = ${viewer.orgPath}
        OR length(p.proposed_org_path) = ${childLength} AND NOT EXISTS (
          SELECT FROM role_grant g LEFT JOIN user_account u ON u.id = g.account_id
          WHERE g.org_path = p.proposed_org_path AND g.role = ANY(${[...SETTLER_ROLES]}) AND g.revoked_at IS NULL AND u.disabled_at IS NULL
            AND g.account_id <> p.proposed_by
            AND NOT EXISTS (SELECT FROM decision d WHERE d.application_id = p.application_id AND d.standing_key IS NOT NULL AND d.actor_id = g.account_id)))
    LIMIT ${MOST}`;
  return rows.map((row) => row.id);
}
