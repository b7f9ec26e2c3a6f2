import "server-only";
import type { Stage } from "@/domain/review-stages";
import type { ReviewVerdicts } from "@/domain/verdict-kinds";
import { trailRights } from "@/domain/visibility";
import type { Viewer } from "@/domain/viewer";
import { type Snapshot, snapshotOf } from "./review-case";
import { inScope, type ScopedTx } from "./with-scope";

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
export type ReturnedItem = {
  id: string;
  seq: number;
  criterion: string | null;
  path: string | null;
  reason: string;
  answer: string | null;
};
/** The version before the newest one, and the items of the return that lies between. */
export type EarlierVersion = { snapshot: Snapshot; items: ReturnedItem[]; returnedBy: string | null; comment: string | null };

/** Standing approvals of the route so far, in the order of the stages. */
export async function listEarlierDecisions(tx: ScopedTx, viewer: Viewer, applicationId: string): Promise<EarlierDecision[]> {
  const rows = await tx.decision.findMany({
    where: { applicationId, standingKey: { not: null }, AND: [inScope(viewer.scope)] },
    orderBy: [{ stageIndex: "asc" }, { decidedAt: "asc" }],
  });
  const rights = trailRights(viewer.orgKind);
  return rows.map((row) => ({
    id: row.id,
    stage: row.stage as Stage,
    round: row.round,
    outcome: row.outcome,
    orgName: row.actorOrgName,
    actorName: rights.reviewerNames ? row.actorName : null,
    opinion: row.opinion,
    verdicts: row.verdicts as ReviewVerdicts,
    decidedAt: row.decidedAt,
  }));
}

/** null when the newest snapshot is the first one. */
export async function getEarlierVersion(
  tx: ScopedTx,
  viewer: Viewer,
  application: { id: string; round: number },
): Promise<EarlierVersion | null> {
  if (application.round < 2) return null;
  const row = await tx.submission.findFirst({
    where: { applicationId: application.id, round: application.round - 1, AND: [inScope(viewer.scope)] },
  });
  if (!row) return null;
  const decision = await tx.decision.findFirst({
    where: { applicationId: application.id, round: application.round - 1, outcome: "return", takenBackAt: null },
    orderBy: { decidedAt: "desc" },
    select: {
      actorOrgName: true,
      opinion: true,
      items: { orderBy: { seq: "asc" }, select: { id: true, seq: true, criterion: true, path: true, reason: true, answer: true } },
    },
  });
  return {
    snapshot: snapshotOf(row),
    items: decision?.items ?? [],
    returnedBy: decision?.actorOrgName ?? null,
    comment: decision?.opinion || null,
  };
}
