import "server-only";
import { chinaDate } from "@/domain/calendar-date";
import { workingDaysBetween } from "@/domain/days-used";
import { type ApplicationAction, isInReview, type ApplicationStatus, type Stage } from "@/domain/review-stages";
import { mayReadEvent, trailRights } from "@/domain/visibility";
import type { Viewer } from "@/domain/viewer";
import { inScope, type ScopedTx } from "./with-scope";

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

/** Everything that happened to an application that this viewer may read, oldest first. [] for what is not in scope. */
export async function listTimeline(tx: ScopedTx, viewer: Viewer, applicationId: string): Promise<TimelineEntry[]> {
  const where = { applicationId, AND: [inScope(viewer.scope)] };
  const events = await tx.applicationEvent.findMany({ where, orderBy: { seq: "asc" } });
  const decisions = await tx.decision.findMany({ where, orderBy: { decidedAt: "asc" }, include: { items: { orderBy: { seq: "asc" } } } });
  const rights = trailRights(viewer.orgKind);
  let arrivedAt: Date | null = null;
  const entries: TimelineEntry[] = [];
  for (const event of events) {
    const detail = (event.detail ?? {}) as Record<string, unknown>;
    const decides = STAGE_DECISIONS.includes(event.action);
    const decision = decisions.find((one) => one.id === detail["decisionId"]);
    const daysUsed = decides && arrivedAt ? workingDaysBetween(chinaDate(arrivedAt), chinaDate(event.happenedAt)) : null;
    if (isInReview(event.toStatus) && event.toStatus !== event.fromStatus) arrivedAt = event.happenedAt;
    if (!mayReadEvent(event.action, rights)) continue;
    const ofUnion = event.actorOrgPath !== null && event.actorOrgPath !== event.orgPath;
    entries.push({
      id: event.id,
      seq: event.seq,
      action: event.action as ApplicationAction,
      fromStatus: event.fromStatus as ApplicationStatus | null,
      toStatus: event.toStatus as ApplicationStatus,
      stage: event.stage as Stage | null,
      toStage: textOf(detail["toStage"]) as Stage | null,
      round: event.round,
      at: event.happenedAt,
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
