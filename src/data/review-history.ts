import "server-only";
import type { Stage } from "@/domain/review-stages";
import type { ReviewVerdicts } from "@/domain/verdict-kinds";
import { trailRights } from "@/domain/visibility";
import type { Viewer } from "@/domain/viewer";
import { SNAPSHOT_JSON, type SnapshotRow } from "./case-row";
import type { DecisionRow, ReturnItemRow } from "./decision-rows";
import { Prisma } from "./generated/client";
import { type Snapshot, snapshotOf } from "./review-case";

/** A standing decision of a stage, for the column of earlier verdicts. */
export type EarlierDecision = {
  id: string;
  stage: Stage;
  round: number;
  outcome: string;
  orgName: string;
  actorName: string | null;
  opinion: string | null;
  verdicts: ReviewVerdicts;
  decidedAt: Date;
};
/** The version before the newest one, and the items of the return that lies between. */
export type EarlierVersion = { snapshot: Snapshot; items: ReturnItemRow[]; returnedBy: string | null; comment: string | null };

/** Standing decisions of the route so far, in the order of the stages. */
export function earlierDecisions(viewer: Viewer, decisions: readonly DecisionRow[]): EarlierDecision[] {
  const rights = trailRights(viewer.orgKind);
  return decisions
    .filter((row) => row.standingKey !== null)
    .toSorted((a, b) => a.stageIndex - b.stageIndex)
    .map((row) => ({
      id: row.id,
      stage: row.stage as Stage,
      round: row.round,
      outcome: row.outcome,
      orgName: row.actorOrgName,
      actorName: rights.reviewerNames ? row.actorName : null,
      opinion: row.opinion,
      verdicts: row.verdicts,
      decidedAt: new Date(row.decidedAt),
    }));
}

/** The version before that of the application a, as one JSON value of a statement: null for the first one. */
export const EARLIER_JSON = Prisma.sql`(SELECT ${SNAPSHOT_JSON} FROM submission s WHERE s.application_id = a.id AND s.org_path = a.org_path AND s.round = a.round - 1)`;

/** null when the newest snapshot is the first one. */
export function earlierVersion(row: SnapshotRow | null, decisions: readonly DecisionRow[]): EarlierVersion | null {
  if (!row) return null;
  const decision = decisions.findLast((one) => one.round === row.round && one.outcome === "return" && one.takenBackAt === null);
  return {
    snapshot: snapshotOf(row),
    items: decision?.items ?? [],
    returnedBy: decision?.actorOrgName ?? null,
    comment: decision?.opinion || null,
  };
}
