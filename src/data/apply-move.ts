import "server-only";
import { type ApplicationStatus, isLive } from "@/domain/review-stages";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { Prisma } from "./generated/client";
import { moveAudit, type MoveRequest, moveTraces, moveUpdate } from "./move-statements";
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

/**
 * Everything that changes the state of an application goes through here, in one transaction of the caller:
 * conditional update on (id, status, version) → decisions that lapse → event of the timeline → notices → audit row last.
 * viewer null = the clock. Call it before inserting decisions, so that the loser of a race never inserts.
 * Errors: alreadyDecided (another person was first; org, name, time, outcome), pendingRejection, stale, liveApplication.
 */
export async function applyMove(tx: ScopedTx, viewer: Viewer | null, subject: MoveSubject, move: MoveRequest): Promise<void> {
  if (!isLive(subject.status as ApplicationStatus) && isLive(move.target.status)) await requireNoOtherLive(tx, subject);
  const moved = await tx.$queryRaw<{ id: string }[]>(moveUpdate(subject, move));
  if (moved.length !== 1) throw await whoWasFirst(tx, viewer, subject);
  for (const statement of moveTraces(viewer, subject, move)) await tx.$executeRaw(statement);
  await tx.$executeRaw(moveAudit(viewer, subject, move));
}

/**
 * The same as the end of a transaction that holds the row of a live application and has found it as subject says (holdApplication):
 * writes, to which the caller adds its own, and the audit row after all of them. A move that meets no row fails, and everything with it.
 */
export function heldMove(viewer: Viewer, subject: MoveSubject, move: MoveRequest): { writes: Prisma.Sql[]; audit: Prisma.Sql } {
  // what follows in the same message must not stand without it: none divides by zero
  const moved = Prisma.sql`WITH moved AS (${moveUpdate(subject, move)}) SELECT 1 / count(*)::int AS moved FROM moved`;
  return { writes: [moved, ...moveTraces(viewer, subject, move)], audit: moveAudit(viewer, subject, move) };
}

/** The unique key (org_path, live_batch_id) would break the transaction; asked first, its sentence can be shown. */
async function requireNoOtherLive(tx: ScopedTx, subject: MoveSubject): Promise<void> {
  const other = await tx.application.count({ where: { orgPath: subject.orgPath, liveBatchId: subject.batchId, id: { not: subject.id } } });
  if (other > 0) throw new RuleError("liveApplication");
}
