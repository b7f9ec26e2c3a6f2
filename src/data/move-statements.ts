import "server-only";
import { randomUUID } from "node:crypto";
import { type ApplicationAction, isFinished, isInReview, isLive, type MoveTarget } from "@/domain/review-stages";
import { parseRoute } from "@/domain/stage-union";
import type { Viewer } from "@/domain/viewer";
import type { MoveSubject } from "./apply-move";
import { auditStatement } from "./audit";
import { Prisma } from "./generated/client";
import { moveNotices } from "./move-notices";

/** Columns that a move may write beside those of the state, and their types. */
const COLUMNS = {
  round: "int",
  route: "jsonb",
  dueOn: "text",
  wholeFormOpened: "boolean",
  reopenedCount: "int",
  submittedAt: "timestamptz",
  firstSubmittedAt: "timestamptz",
  recommenderPath: "text",
  nameKey: "text",
  leadKey: "text",
  studioName: "text",
  leadName: "text",
  unitName: "text",
  studioKind: "text",
  industry: "text",
  region: "text",
  topHonorRank: "int",
  metCount: "int",
  unmetCriteria: "text[]",
  searchText: "text",
  searchVersion: "int",
  memberCount: "int",
} as const;
type TypeOf = { int: number; text: string | null; jsonb: unknown; boolean: boolean; timestamptz: Date; "text[]": string[] };
export type MoveColumns = { [Key in keyof typeof COLUMNS]?: TypeOf[(typeof COLUMNS)[Key]] };

export type MoveRequest = {
  /** what moveFor() answered */
  target: MoveTarget;
  /** businessNow() */
  at: Date;
  /** words for the timeline: opinion, reason */
  comment?: string | null;
  /** ids, codes and dates for the timeline and the notices: { dueOn, items, actingReason, … } */
  detail?: Record<string, unknown>;
  /** more columns of the application, written by the same conditional update: round, submittedAt, dueOn, names … */
  set?: MoveColumns;
  /** the case gets the city's next number of the year: AY-2026-0001 */
  takesNumber?: { prefix: string; year: number };
};

/** The conditional write on (id, status, version): one row when the case still stood as subject says, else none. */
export function moveUpdate(subject: MoveSubject, { target, at, set = {}, takesNumber }: MoveRequest): Prisma.Sql {
  const reviewMoved = target.status !== subject.status || target.stageIndex !== subject.stageIndex;
  const waits = isInReview(target.status) || target.status === "returned";
  const written = [
    Prisma.sql`status = ${target.status}, stage_index = ${target.stageIndex}::int, version = version + 1,
      live_batch_id = ${isLive(target.status) ? subject.batchId : null}::uuid, updated_at = ${at}::timestamptz,
      finished_at = ${isFinished(target.status) ? at : null}::timestamptz`,
    ...(reviewMoved ? [Prisma.sql`stage_since = ${waits ? at : null}::timestamptz`] : []),
    ...Object.entries(set).map(([key, value]) => {
      const type = COLUMNS[key as keyof MoveColumns];
      const column = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return Prisma.sql`${Prisma.raw(column)} = ${type === "jsonb" ? JSON.stringify(value) : value}::${Prisma.raw(type)}`;
    }),
    ...(takesNumber
      ? [
          Prisma.sql`number = (SELECT ${`${takesNumber.prefix}-${takesNumber.year}-`} || lpad(n::text, greatest(4, length(n::text)), '0')
            FROM take_application_number(${takesNumber.year}::int) n)`,
        ]
      : []),
  ];
  return Prisma.sql`UPDATE application SET ${Prisma.join(written)}
    WHERE id = ${subject.id}::uuid AND status = ${subject.status} AND version = ${subject.version}::int AND org_path = ${subject.orgPath}
    RETURNING id`;
}

/** What a move leaves beside the new state, in order: decisions that lapse, a proposal that ends, the timeline, the notices. */
export function moveTraces(viewer: Viewer | null, subject: MoveSubject, move: MoveRequest): Prisma.Sql[] {
  const { target, at } = move;
  return [
    ...(target.lapses
      ? [
          Prisma.sql`UPDATE decision SET standing_key = NULL, lapsed_at = ${at}::timestamptz WHERE application_id = ${subject.id}::uuid
            AND standing_key IS NOT NULL ${target.lapses === "returns" ? Prisma.sql`AND outcome = 'return'` : Prisma.empty}`,
        ]
      : []),
    ...(target.action === "withdraw" ? [closedProposal(viewer, subject.id, at)] : []),
    moveEvent(viewer, subject, move),
    ...moveNotices(subject, move),
  ];
}

/** The row of the audit chain, which a transaction writes last. */
export function moveAudit(viewer: Viewer | null, subject: MoveSubject, move: MoveRequest): Prisma.Sql {
  const { target } = move;
  return auditStatement(viewer, {
    action: `application.${target.action}`,
    entity: "application",
    entityId: subject.id,
    orgPath: subject.orgPath,
    detail: {
      from: subject.status,
      to: target.status,
      stage: target.stage,
      round: move.set?.round ?? subject.round,
      version: subject.version + 1,
    },
  });
}

/** A withdrawal ends an open proposal: there is nothing left to reject. */
function closedProposal(viewer: Viewer | null, applicationId: string, at: Date): Prisma.Sql {
  return Prisma.sql`UPDATE proposal SET pending_key = NULL, outcome = 'withdrawn', settled_by = ${viewer?.accountId ?? null}::uuid,
      settled_by_name = ${viewer?.accountName ?? null}, settled_org_name = ${viewer?.orgName ?? null}, settled_at = ${at}::timestamptz
    WHERE application_id = ${applicationId}::uuid AND pending_key IS NOT NULL`;
}

function moveEvent(viewer: Viewer | null, subject: MoveSubject, move: MoveRequest): Prisma.Sql {
  const detail = JSON.stringify({ ...move.detail, toStage: stageAfter(subject, move) });
  const action = move.target.action satisfies ApplicationAction;
  // the row lock of the conditional update keeps two writers of one application apart
  return Prisma.sql`
    INSERT INTO application_event (id, org_path, application_id, seq, action, from_status, to_status, stage, round,
      actor_id, actor_name, actor_org_path, actor_org_name, comment, detail, happened_at)
    SELECT ${randomUUID()}::uuid, ${subject.orgPath}, ${subject.id}::uuid,
      coalesce((SELECT max(e.seq) FROM application_event e WHERE e.application_id = ${subject.id}::uuid), 0) + 1,
      ${action}, ${subject.status}, ${move.target.status}, ${move.target.stage}, ${move.set?.round ?? subject.round}::int,
      ${viewer?.accountId ?? null}::uuid, ${viewer?.accountName ?? null}, ${viewer?.orgPath ?? null}, ${viewer?.orgName ?? null},
      ${move.comment ?? null}, ${detail}::jsonb, ${move.at}::timestamptz`;
}

/** The stage that holds the case afterwards, or null. */
function stageAfter(subject: MoveSubject, move: MoveRequest): string | null {
  if (!isInReview(move.target.status) || move.target.stageIndex === null) return null;
  return parseRoute(move.set?.route ?? subject.route)[move.target.stageIndex] ?? null;
}
