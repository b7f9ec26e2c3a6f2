import "server-only";
import { randomUUID } from "node:crypto";
import { isSlotDemanded, STAGE_SLOTS } from "@/domain/stage-slots";
import { requireDueOn, requireReturnItems, type ReturnItemDraft } from "@/domain/return-rules";
import { RETURN_RULES } from "@/domain/return-limits";
import { keptVerdicts, requireApprovable } from "@/domain/review-verdicts";
import { OPINION_MAX, type ReviewVerdicts } from "@/domain/verdict-kinds";
import { RuleError } from "@/domain/rule-error";
import { opinionStage } from "@/domain/stage-union";
import type { Viewer } from "@/domain/viewer";
import { applyMove } from "./apply-move";
import { requireActingReason, requireSeen, requireWords, type Seen } from "./decision-requirements";
import type { Prisma } from "./generated/client";
import { countOpenings, requireMove, type ReviewCase } from "./review-case";
import { whoWasFirst } from "./who-was-first";
import type { ScopedTx } from "./with-scope";

/** Business clock of one request: the moment and its day in UTC+8. */
export type Moment = { now: Date; today: string };

export type Approval = { seen: Seen; verdicts: ReviewVerdicts; opinion: string; actingReason: string };
export type ReturnDraft = {
  seen: Seen;
  verdicts: ReviewVerdicts;
  items: ReturnItemDraft[];
  dueOn: string;
  comment: string;
  actingReason: string;
};

/** Transition 3. Throws samePerson, illegalMove, verdict*, doubtNeedsComment, slotMissing, required, alreadyDecided, stale. */
export async function approveCase(tx: ScopedTx, viewer: Viewer, one: ReviewCase, input: Approval, at: Moment): Promise<{ status: string }> {
  await requireSeen(tx, viewer, one, input.seen);
  const target = requireMove(viewer, one, "approve");
  const verdicts = requireApprovable(one.set, input.verdicts);
  const opinion = requireWords("opinion", { label: "审核意见", labelEn: "the opinion" }, input.opinion, { min: 1, max: OPINION_MAX });
  const actingReason = requireActingReason(one, input.actingReason);
  await requireSlots(tx, one);
  const id = randomUUID();
  await applyMove(tx, viewer, one.subject, { target, at: at.now, comment: opinion, detail: { actingReason, decisionId: id } });
  await insertDecision(tx, viewer, one, { id, outcome: "approve", opinion, verdicts, actingReason }, at);
  return { status: target.status };
}

/** Transition 4. Throws samePerson, illegalMove, itemsMissing, tooShort, dueOnInvalid, maxReturns, alreadyDecided, stale. */
export async function returnCase(
  tx: ScopedTx,
  viewer: Viewer,
  one: ReviewCase,
  input: ReturnDraft,
  at: Moment,
): Promise<{ status: string }> {
  await requireSeen(tx, viewer, one, input.seen);
  const target = requireMove(viewer, one, "return");
  requireReturnItems(input.items, one.set);
  requireDueOn(input.dueOn, at.today);
  const comment = requireWords("comment", { label: "说明", labelEn: "The note" }, input.comment, { min: 0, max: RETURN_RULES.commentMax });
  const actingReason = requireActingReason(one, input.actingReason);
  await requireReturnsLeft(tx, one);
  const id = randomUUID();
  await applyMove(tx, viewer, one.subject, {
    target,
    at: at.now,
    comment: comment || null,
    detail: { actingReason, dueOn: input.dueOn, items: input.items.length, decisionId: id },
    set: { dueOn: input.dueOn, wholeFormOpened: false },
  });
  await insertDecision(
    tx,
    viewer,
    one,
    { id, outcome: "return", opinion: comment, verdicts: keptVerdicts(one.set, input.verdicts), actingReason, dueOn: input.dueOn },
    at,
  );
  await tx.returnItem.createMany({
    data: input.items.map((item, index) => ({
      id: randomUUID(),
      orgPath: one.orgPath,
      applicationId: one.id,
      decisionId: id,
      seq: index + 1,
      criterion: item.criterion,
      path: item.path,
      reason: item.reason.trim(),
    })),
  });
  return { status: target.status };
}

/** Transition 9: the same reviewer takes the approval back while the next stage has neither opened nor decided the case. */
export async function takeBackApproval(
  tx: ScopedTx,
  viewer: Viewer,
  one: ReviewCase,
  input: { seen: Seen; comment: string },
  at: Moment,
): Promise<{ status: string }> {
  await requireSeen(tx, viewer, one, input.seen, "nothingToTakeBack");
  if (!one.standing.relations.includes("decider")) throw new RuleError("nothingToTakeBack");
  const target = requireMove(viewer, one, "takeBack");
  await applyMove(tx, viewer, one.subject, { target, at: at.now, comment: input.comment.trim() || null });
  // asked again under the row lock: an opening takes a share lock first, so it is either seen here or comes too late
  if ((await countOpenings(tx, one)) > 0) throw new RuleError("nothingToTakeBack");
  await tx.decision.updateMany({
    where: { applicationId: one.id, standingKey: `${one.round}:${(one.stageIndex ?? 0) - 1}`, actorId: viewer.accountId },
    data: { standingKey: null, takenBackAt: at.now },
  });
  return { status: target.status };
}

/** Transition 7, second half: the stage that returned it reopens an expired case once, with a reason and a new due date. */
export async function reopenExpired(
  tx: ScopedTx,
  viewer: Viewer,
  one: ReviewCase,
  input: { seen: Seen; reason: string; dueOn: string },
  at: Moment,
): Promise<{ status: string }> {
  await requireSeen(tx, viewer, one, input.seen);
  const target = requireMove(viewer, one, "reopenExpired");
  if (one.reopenedCount > 0) throw new RuleError("alreadyReopened");
  const comment = requireWords("reason", { label: "重新开放的理由", labelEn: "The reason" }, input.reason, {
    min: 5,
    max: RETURN_RULES.commentMax,
  });
  requireDueOn(input.dueOn, at.today);
  await applyMove(tx, viewer, one.subject, {
    target,
    at: at.now,
    comment,
    detail: { dueOn: input.dueOn },
    set: { dueOn: input.dueOn, reopenedCount: one.reopenedCount + 1 },
  });
  return { status: target.status };
}

/** Whether a look by this person counts as the stage's. */
export function opensStage(one: ReviewCase): boolean {
  return one.standing.relations.some((relation) => relation === "stageReviewer" || relation === "actingReviewer");
}

/** The first time somebody of the stage opens the newest snapshot: from then on the stage before cannot take back. */
export async function recordOpening(tx: ScopedTx, viewer: Viewer, one: ReviewCase, at: Moment): Promise<void> {
  if (one.stageIndex === null || !opensStage(one)) return;
  if ((await countOpenings(tx, one)) > 0) return;
  const held = await tx.$queryRaw<{ version: number }[]>`SELECT version FROM application WHERE id = ${one.id}::uuid FOR SHARE`;
  if (held[0]?.version !== one.version) return;
  await tx.stageOpening.createMany({
    data: [
      {
        id: randomUUID(),
        orgPath: one.orgPath,
        applicationId: one.id,
        round: one.round,
        stageIndex: one.stageIndex,
        openedBy: viewer.accountId,
        openedAt: at.now,
      },
    ],
    skipDuplicates: true,
  });
}

async function requireSlots(tx: ScopedTx, one: ReviewCase): Promise<void> {
  const stage = one.stage && opinionStage(one.stage);
  for (const slot of STAGE_SLOTS) {
    if (slot.stage !== stage || !isSlotDemanded(slot, one.batch.rules)) continue;
    const count = await tx.attachment.count({ where: { applicationId: one.id, slot: slot.path, removedAt: null } });
    if (count < (slot.limits.minCount ?? 1))
      throw new RuleError("slotMissing", { field: slot.path, params: { label: slot.label, labelEn: slot.labelEn } });
  }
}

/** How often the stage that holds the case has returned it; taken-back returns cannot exist. */
export function countReturns(tx: ScopedTx, one: Pick<ReviewCase, "id" | "stageIndex">): Promise<number> {
  return tx.decision.count({ where: { applicationId: one.id, stageIndex: one.stageIndex ?? -1, outcome: "return" } });
}

async function requireReturnsLeft(tx: ScopedTx, one: ReviewCase): Promise<void> {
  const max = one.batch.maxReturns;
  if ((await countReturns(tx, one)) >= max) throw new RuleError("maxReturns", { params: { max } });
}

type DecisionDraft = {
  id: string;
  outcome: "approve" | "return" | "reject";
  opinion: string | null;
  verdicts: ReviewVerdicts;
  actingReason: string | null;
  dueOn?: string;
};

/** After applyMove: the unique standing key is the backstop, answered with who was first and not with a broken transaction. */
async function insertDecision(tx: ScopedTx, viewer: Viewer, one: ReviewCase, draft: DecisionDraft, at: Moment): Promise<void> {
  await insertStandingDecision(tx, viewer, one, {
    id: draft.id,
    outcome: draft.outcome,
    opinion: draft.opinion,
    actingReason: draft.actingReason,
    dueOn: draft.dueOn ?? null,
    verdicts: draft.verdicts as Prisma.InputJsonValue,
    actorId: viewer.accountId,
    actorName: viewer.accountName,
    actorOrgPath: viewer.orgPath,
    actorOrgName: viewer.orgName,
    actorRole: viewer.role,
    decidedAt: at.now,
  });
}

export async function insertStandingDecision(
  tx: ScopedTx,
  viewer: Viewer,
  one: ReviewCase,
  draft: Omit<
    Prisma.DecisionCreateManyInput,
    "orgPath" | "applicationId" | "submissionId" | "round" | "stage" | "stageIndex" | "standingKey" | "snapshotSha256"
  >,
): Promise<void> {
  const stageIndex = one.stageIndex ?? 0;
  const count = await tx.$executeRaw`
    INSERT INTO decision (id, org_path, application_id, submission_id, round, stage, stage_index, outcome, standing_key, actor_id, actor_name,
      actor_org_path, actor_org_name, actor_role, acting_reason, opinion, verdicts, snapshot_sha256, due_on, decided_at)
    VALUES (${draft.id}::uuid, ${one.orgPath}, ${one.id}::uuid, ${one.snapshot.id}::uuid, ${one.round}::int, ${one.stage ?? ""}, ${stageIndex}::int,
      ${draft.outcome}, ${`${one.round}:${stageIndex}`}, ${draft.actorId}::uuid, ${draft.actorName}, ${draft.actorOrgPath}, ${draft.actorOrgName},
      ${draft.actorRole}, ${draft.actingReason ?? null}, ${draft.opinion ?? null}, ${JSON.stringify(draft.verdicts)}::jsonb, ${one.snapshot.sha256},
      ${draft.dueOn ?? null}, ${draft.decidedAt}::timestamptz)
    ON CONFLICT DO NOTHING`;
  if (count !== 1) throw await whoWasFirst(tx, viewer, one.subject);
}
