import "server-only";
import { chinaDate } from "@/domain/calendar-date";
import { workingDaysBetween } from "@/domain/days-used";
import { type ApplicationAction, isInReview, type ApplicationStatus, type Stage } from "@/domain/review-stages";
import { mayReadEvent, trailRights } from "@/domain/visibility";
import type { Viewer } from "@/domain/viewer";
import { type DecisionRow, DECISIONS_JSON } from "./decision-rows";
import { Prisma } from "./generated/client";
import type { ReadTx } from "./with-scope";

export type TimelineItemRow = { seq: number; criterion: string | null; path: string | null; reason: string; answer: string | null };
export type TimelineEntry = {
  id: string;
  seq: number;
  action: ApplicationAction;
  fromStatus: ApplicationStatus | null;
  toStatus: ApplicationStatus;
  stage: Stage | null;
  toStage: Stage | null;
  round: number;
  at: Date;
  orgName: string | null;
  /** unions read it, the applicant does not; the lead's own name is nobody's secret */
  actorName: string | null;
  comment: string | null;
  dueOn: string | null;
  actingReason: string | null;
  /** working days since the case came to the stage, for a decision of a stage; null for everything else */
  daysUsed: number | null;
  /** a decision taken back or lapsed */
  ended: "takenBack" | "lapsed" | null;
  items: TimelineItemRow[];
  secondPerson: string | null;
};

const STAGE_DECISIONS: readonly string[] = ["approve", "return", "confirmReject"];

type EventRow = {
  id: string;
  seq: number;
  action: string;
  fromStatus: string | null;
  toStatus: string;
  stage: string | null;
  round: number;
  actorName: string | null;
  actorOrgPath: string | null;
  actorOrgName: string | null;
  comment: string | null;
  detail: Record<string, unknown> | null;
  happenedAt: string;
};
/** The trail of an application as it is stored. */
export type TrailRow = { orgPath: string; events: EventRow[]; decisions: DecisionRow[] };

/** The columns of a trail, of the application a. */
export const TRAIL_COLUMNS = Prisma.sql`a.org_path AS "orgPath", (SELECT coalesce(json_agg(json_build_object('id', e.id, 'seq', e.seq, 'action', e.action,
    'fromStatus', e.from_status, 'toStatus', e.to_status, 'stage', e.stage, 'round', e.round, 'actorName', e.actor_name, 'actorOrgPath', e.actor_org_path,
    'actorOrgName', e.actor_org_name, 'comment', e.comment, 'detail', e.detail, 'happenedAt', e.happened_at) ORDER BY e.seq), '[]')
  FROM application_event e WHERE e.application_id = a.id AND e.org_path = a.org_path) AS events, ${DECISIONS_JSON} AS decisions`;

/** Everything that happened to an application that this viewer may read, oldest first. [] for what is not in scope. */
export async function listTimeline(tx: ReadTx, viewer: Viewer, applicationId: string): Promise<TimelineEntry[]> {
  const [row] = await tx.$queryRaw<TrailRow[]>`SELECT ${TRAIL_COLUMNS} FROM application a
    WHERE a.id = ${applicationId}::uuid AND a.org_path >= ${viewer.scope.lo} AND a.org_path < ${viewer.scope.hi}`;
  return row ? timelineOf(viewer, row) : [];
}

/** The entries of a trail that this viewer may read, with what the viewer may read of each. */
export function timelineOf(viewer: Viewer, { orgPath, events, decisions }: TrailRow): TimelineEntry[] {
  const rights = trailRights(viewer.orgKind);
  let arrivedAt: Date | null = null;
  const entries: TimelineEntry[] = [];
  for (const event of events) {
    const detail = event.detail ?? {};
    const happenedAt = new Date(event.happenedAt);
    const decides = STAGE_DECISIONS.includes(event.action);
    const decision = decisions.find((one) => one.id === detail["decisionId"]);
    const daysUsed = decides && arrivedAt ? workingDaysBetween(chinaDate(arrivedAt), chinaDate(happenedAt)) : null;
    if (isInReview(event.toStatus) && event.toStatus !== event.fromStatus) arrivedAt = happenedAt;
    if (!mayReadEvent(event.action, rights)) continue;
    const ofUnion = event.actorOrgPath !== null && event.actorOrgPath !== orgPath;
    entries.push({
      id: event.id,
      seq: event.seq,
      action: event.action as ApplicationAction,
      fromStatus: event.fromStatus as ApplicationStatus | null,
      toStatus: event.toStatus as ApplicationStatus,
      stage: event.stage as Stage | null,
      toStage: textOf(detail["toStage"]) as Stage | null,
      round: event.round,
      at: happenedAt,
      orgName: event.actorOrgName,
      actorName: ofUnion && !rights.reviewerNames ? null : event.actorName,
      comment: event.comment,
      dueOn: textOf(detail["dueOn"]),
      actingReason: textOf(detail["actingReason"]),
      daysUsed,
      ended: decision?.takenBackAt ? "takenBack" : decision?.lapsedAt && decision.outcome === "approve" ? "lapsed" : null,
      items: decision?.items.map(({ seq, criterion, path, reason, answer }) => ({ seq, criterion, path, reason, answer })) ?? [],
      secondPerson: rights.reviewerNames && event.action.startsWith("confirm") ? textOf(detail["proposedByName"]) : null,
    });
  }
  return entries;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
