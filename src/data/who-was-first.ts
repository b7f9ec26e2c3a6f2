import "server-only";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import type { MoveSubject } from "./apply-move";
import type { ScopedTx } from "./with-scope";

const OUTCOMES = {
  approve: { zh: "同意", en: "approved" },
  return: { zh: "退回补正", en: "returned for correction" },
  reject: { zh: "不予通过", en: "rejected" },
} as const;

/** Minutes of UTC+8 for a sentence: "2026-05-12 10:03". */
export function minuteOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}

/**
 * The error that the loser of a conditional write reads: who decided on the same version of the application, when and how;
 * an open proposal; else stale. Names are for unions, so a lead reads stale.
 */
export async function whoWasFirst(tx: ScopedTx, viewer: Viewer | null, subject: MoveSubject): Promise<RuleError> {
  if (!viewer || viewer.orgKind === "studio" || subject.stageIndex === null) return new RuleError("stale");
  const decision = await tx.decision.findFirst({
    where: {
      applicationId: subject.id,
      round: subject.round,
      stageIndex: subject.stageIndex,
      takenBackAt: null,
      AND: [{ orgPath: subject.orgPath }],
    },
    orderBy: { decidedAt: "desc" },
    select: { actorName: true, actorOrgName: true, decidedAt: true, outcome: true },
  });
  if (decision) {
    const outcome = OUTCOMES[decision.outcome as keyof typeof OUTCOMES];
    return new RuleError("alreadyDecided", {
      params: {
        org: decision.actorOrgName,
        name: decision.actorName,
        at: minuteOf(decision.decidedAt),
        outcome: outcome.zh,
        outcomeEn: outcome.en,
      },
    });
  }
  return (await openProposalError(tx, subject.id)) ?? new RuleError("stale");
}

/** pendingRejection with the proposer's name, or null when nothing is proposed. */
export async function openProposalError(tx: ScopedTx, applicationId: string): Promise<RuleError | null> {
  const proposal = await tx.proposal.findFirst({
    where: { applicationId, pendingKey: { not: null } },
    select: { kind: true, proposedByName: true },
  });
  if (!proposal) return null;
  const reject = proposal.kind === "reject";
  return new RuleError("pendingRejection", {
    params: { name: proposal.proposedByName, kind: reject ? "不予通过" : "作废", kindEn: reject ? "reject" : "void" },
  });
}
