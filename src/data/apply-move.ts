import "server-only";
import { randomUUID } from "node:crypto";
import { isFinished, isInReview, isLive, type ApplicationAction, type ApplicationStatus, type MoveTarget } from "@/domain/review-stages";
import { RuleError } from "@/domain/rule-error";
import { parseRoute } from "@/domain/stage-union";
import type { Viewer } from "@/domain/viewer";
import { writeAudit } from "./audit";
import type { Prisma } from "./generated/client";
import { writeMoveNotices } from "./move-notices";
import { whoWasFirst } from "./who-was-first";
import type { ScopedTx } from "./with-scope";

/** The columns of an application that a move reads. Load them in the same transaction, through the scope. */
export const MOVE_SUBJECT = {
  id: true,
  orgPath: true,
  cityPath: true,
  batchId: true,
  number: true,
  status: true,
  version: true,
  route: true,
  stageIndex: true,
  round: true,
  wholeFormOpened: true,
  studioName: true,
} as const satisfies Prisma.ApplicationSelect;
export type MoveSubject = Prisma.ApplicationGetPayload<{ select: typeof MOVE_SUBJECT }>;

export type MoveRequest = {
  /** what moveFor() answered */
  target: MoveTarget;
  /** businessNow() */
  at: Date;
  /** words for the timeline: opinion, reason */
  comment?: string | null;
  /** ids, codes and dates for the timeline and the notices: { dueOn, items, actingReason, … } */
  detail?: Record<string, unknown>;
  /** more columns of the application, written by the same conditional update: number, round, submittedAt, dueOn, names … */
  set?: Prisma.ApplicationUncheckedUpdateManyInput;
};

/**
 * Everything that changes the state of an application goes through here, in one transaction of the caller:
 * conditional update on (id, status, version) → decisions that lapse → event of the timeline → notices → audit row last.
 * viewer null = the clock. Call it before inserting decisions, so that the loser of a race never inserts.
 * Errors: alreadyDecided (another person was first; org, name, time, outcome), pendingRejection, stale, liveApplication.
 */
export async function applyMove(
  tx: ScopedTx,
  viewer: Viewer | null,
  subject: MoveSubject,
  move: MoveRequest,
): Promise<{ version: number; seq: number }> {
  const { target, at } = move;
  const reviewMoved = target.status !== subject.status || target.stageIndex !== subject.stageIndex;
  if (!isLive(subject.status as ApplicationStatus) && isLive(target.status)) await requireNoOtherLive(tx, subject);
  const { count } = await tx.application.updateMany({
    where: { id: subject.id, status: subject.status, version: subject.version, AND: [{ orgPath: subject.orgPath }] },
    data: {
      ...move.set,
      status: target.status,
      stageIndex: target.stageIndex,
      version: { increment: 1 },
      liveBatchId: isLive(target.status) ? subject.batchId : null,
      updatedAt: at,
      ...(reviewMoved ? { stageSince: isInReview(target.status) || target.status === "returned" ? at : null } : {}),
      finishedAt: isFinished(target.status) ? at : null,
    },
  });
  if (count !== 1) throw await whoWasFirst(tx, viewer, subject);
  await lapseDecisions(tx, subject.id, target, at);
  if (target.action === "withdraw") await closeProposal(tx, viewer, subject.id, at);
  const seq = await appendEvent(tx, viewer, subject, move);
  await writeMoveNotices(tx, subject, move);
  await writeAudit(tx, viewer, {
    action: `application.${target.action}`,
    entity: "application",
    entityId: subject.id,
    orgPath: subject.orgPath,
    detail: {
      from: subject.status,
      to: target.status,
      stage: target.stage,
      round: roundAfter(subject, move),
      version: subject.version + 1,
    },
  });
  return { version: subject.version + 1, seq };
}

function roundAfter(subject: MoveSubject, move: MoveRequest): number {
  return typeof move.set?.round === "number" ? move.set.round : subject.round;
}

/** The unique key (org_path, live_batch_id) would break the transaction; asked first, its sentence can be shown. */
async function requireNoOtherLive(tx: ScopedTx, subject: MoveSubject): Promise<void> {
  const other = await tx.application.count({ where: { orgPath: subject.orgPath, liveBatchId: subject.batchId, id: { not: subject.id } } });
  if (other > 0) throw new RuleError("liveApplication");
}

async function lapseDecisions(tx: ScopedTx, applicationId: string, target: MoveTarget, at: Date): Promise<void> {
  if (!target.lapses) return;
  await tx.decision.updateMany({
    where: { applicationId, standingKey: { not: null }, ...(target.lapses === "returns" ? { outcome: "return" } : {}) },
    data: { standingKey: null, lapsedAt: at },
  });
}

/** A withdrawal ends an open proposal: there is nothing left to reject. */
async function closeProposal(tx: ScopedTx, viewer: Viewer | null, applicationId: string, at: Date): Promise<void> {
  await tx.proposal.updateMany({
    where: { applicationId, pendingKey: { not: null } },
    data: {
      pendingKey: null,
      outcome: "withdrawn",
      settledBy: viewer?.accountId ?? null,
      settledByName: viewer?.accountName ?? null,
      settledOrgName: viewer?.orgName ?? null,
      settledAt: at,
    },
  });
}

async function appendEvent(tx: ScopedTx, viewer: Viewer | null, subject: MoveSubject, move: MoveRequest): Promise<number> {
  const detail = JSON.stringify({ ...move.detail, toStage: stageAfter(subject, move) });
  const action = move.target.action satisfies ApplicationAction;
  // the row lock of the conditional update keeps two writers of one application apart
  const [event] = await tx.$queryRaw<{ seq: number }[]>`
    INSERT INTO application_event (id, org_path, application_id, seq, action, from_status, to_status, stage, round,
      actor_id, actor_name, actor_org_path, actor_org_name, comment, detail, happened_at)
    SELECT ${randomUUID()}::uuid, ${subject.orgPath}, ${subject.id}::uuid,
      coalesce((SELECT max(e.seq) FROM application_event e WHERE e.application_id = ${subject.id}::uuid), 0) + 1,
      ${action}, ${subject.status}, ${move.target.status}, ${move.target.stage}, ${roundAfter(subject, move)}::int,
      ${viewer?.accountId ?? null}::uuid, ${viewer?.accountName ?? null}, ${viewer?.orgPath ?? null}, ${viewer?.orgName ?? null},
      ${move.comment ?? null}, ${detail}::jsonb, ${move.at}::timestamptz
    RETURNING seq`;
  return event?.seq ?? 0;
}

/** The stage that holds the case afterwards, or null. */
function stageAfter(subject: MoveSubject, move: MoveRequest): string | null {
  if (!isInReview(move.target.status) || move.target.stageIndex === null) return null;
  return parseRoute(move.set?.route ?? subject.route)[move.target.stageIndex] ?? null;
}
