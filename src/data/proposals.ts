import "server-only";
import { randomUUID } from "node:crypto";
import { parentPathOf } from "@/domain/org-path";
import { SETTLER_ROLES } from "@/domain/review-stages";
import { RETURN_RULES } from "@/domain/return-limits";
import { keptVerdicts } from "@/domain/review-verdicts";
import type { ReviewVerdicts } from "@/domain/verdict-kinds";
import { RuleError } from "@/domain/rule-error";
import { conflictOf } from "@/domain/same-person";
import type { Viewer } from "@/domain/viewer";
import { applyMove } from "./apply-move";
import { requireActingReason, requireSeen, requireWords, type Seen } from "./decision-requirements";
import { insertStandingDecision, type Moment } from "./decisions";
import type { Prisma } from "./generated/client";
import { tellSecondPerson } from "./notices";
import { requireMove, type ReviewCase } from "./review-case";
import { listHolders } from "./stage-people";
import { openProposalError, whoWasFirst } from "./who-was-first";
import type { ScopedTx } from "./with-scope";

export type ProposalDraft = { seen: Seen; kind: "reject" | "void"; reason: string; verdicts: ReviewVerdicts; actingReason: string };
export type Settlement = { seen: Seen; answer: "confirm" | "decline" | "cancel"; note: string };

const ACTIONS = {
  reject: { propose: "proposeReject", confirm: "confirmReject", decline: "declineReject", cancel: "cancelReject" },
  void: { propose: "proposeVoid", confirm: "confirmVoid", decline: "declineVoid", cancel: "cancelVoid" },
} as const;
const OUTCOMES = { confirm: "confirmed", decline: "declined", cancel: "cancelled" } as const;

/** Transitions 8 and 12, first person: 拟不予通过 or 拟作废. Throws samePerson, illegalMove, pendingRejection, tooShort, stale. */
export async function proposeEnd(
  tx: ScopedTx,
  viewer: Viewer,
  one: ReviewCase,
  input: ProposalDraft,
  at: Moment,
): Promise<{ status: string }> {
  await requireSeen(tx, viewer, one, input.seen);
  const target = requireMove(viewer, one, ACTIONS[input.kind].propose);
  const label =
    input.kind === "reject"
      ? { label: "不予通过的理由", labelEn: "The reason for rejecting" }
      : { label: "作废的理由", labelEn: "The reason for voiding" };
  const reason = requireWords("reason", label, input.reason, { min: 5, max: RETURN_RULES.commentMax });
  const actingReason = input.kind === "reject" ? requireActingReason(one, input.actingReason) : null;
  await applyMove(tx, viewer, one.subject, { target, at: at.now, comment: reason, detail: { actingReason } });
  const { count } = await tx.proposal.createMany({
    data: [
      {
        id: randomUUID(),
        orgPath: one.orgPath,
        applicationId: one.id,
        submissionId: one.snapshot.id,
        kind: input.kind,
        stage: one.stage,
        stageIndex: one.stageIndex,
        reason,
        verdicts: { verdicts: keptVerdicts(one.set, input.verdicts), actingReason } as Prisma.InputJsonValue,
        proposedBy: viewer.accountId,
        proposedByName: viewer.accountName,
        proposedOrgPath: viewer.orgPath,
        proposedOrgName: viewer.orgName,
        proposedRole: viewer.role,
        proposedAt: at.now,
        pendingKey: "open",
      },
    ],
    skipDuplicates: true,
  });
  if (count !== 1) throw (await openProposalError(tx, one.id)) ?? new RuleError("stale");
  const parent = parentPathOf(viewer.orgPath);
  if (parent && (await isAlone(tx, viewer, one))) await tellSecondPerson(tx, one, parent, input.kind, at.now);
  return { status: target.status };
}

/** Nobody else of the proposer's union may settle it: then somebody of the union above has to. */
async function isAlone(tx: ScopedTx, viewer: Viewer, one: ReviewCase): Promise<boolean> {
  const people = await listHolders(tx, viewer.orgPath, SETTLER_ROLES);
  return !people.some((person) => person.accountId !== viewer.accountId && conflictOf(person, one.involved) === null);
}

/**
 * The second person confirms or declines, the proposer cancels. A confirmed rejection is a decision of the proposer; the second
 * person stands on the proposal. Throws secondPerson, illegalMove, required, alreadyDecided, stale.
 */
export async function settleProposal(
  tx: ScopedTx,
  viewer: Viewer,
  one: ReviewCase,
  input: Settlement,
  at: Moment,
): Promise<{ status: string }> {
  await requireSeen(tx, viewer, one, input.seen);
  const proposal = one.proposal;
  if (!proposal) throw await whoWasFirst(tx, viewer, one.subject);
  if (input.answer !== "cancel" && proposal.proposedBy === viewer.accountId) throw new RuleError("secondPerson");
  const target = requireMove(viewer, one, ACTIONS[proposal.kind][input.answer]);
  const note = requireWords("note", { label: "不同意的理由", labelEn: "The reason" }, input.note, {
    min: input.answer === "decline" ? 1 : 0,
    max: RETURN_RULES.commentMax,
  });
  const ends = input.answer === "confirm";
  const id = randomUUID();
  await applyMove(tx, viewer, one.subject, {
    target,
    at: at.now,
    comment: ends ? proposal.reason : note || null,
    detail: {
      decisionId: id,
      proposedByName: proposal.proposedByName,
      proposedOrgName: proposal.proposedOrgName,
      ...(ends && note ? { note } : {}),
    },
  });
  await tx.proposal.updateMany({
    where: { id: proposal.id, pendingKey: "open" },
    data: {
      pendingKey: null,
      outcome: OUTCOMES[input.answer],
      settledBy: viewer.accountId,
      settledByName: viewer.accountName,
      settledOrgName: viewer.orgName,
      settledNote: note || null,
      settledAt: at.now,
    },
  });
  if (ends && proposal.kind === "reject") {
    const kept = (proposal.verdicts ?? {}) as { verdicts?: Prisma.InputJsonValue; actingReason?: string | null };
    await insertStandingDecision(tx, viewer, one, {
      id,
      outcome: "reject",
      opinion: proposal.reason,
      verdicts: kept.verdicts ?? {},
      actingReason: kept.actingReason ?? null,
      actorId: proposal.proposedBy,
      actorName: proposal.proposedByName,
      actorOrgPath: proposal.proposedOrgPath,
      actorOrgName: proposal.proposedOrgName,
      actorRole: proposal.proposedRole,
      decidedAt: at.now,
    });
  }
  return { status: target.status };
}
