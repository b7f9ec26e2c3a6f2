import "server-only";
import { notFound } from "next/navigation";
import { applyMove, MOVE_SUBJECT } from "@/data/apply-move";
import { inScope, type ScopedTx } from "@/data/with-scope";
import { isBatchOpen } from "@/domain/batch-rules";
import { type ApplicationStatus, moveFor } from "@/domain/review-stages";
import { RuleError } from "@/domain/rule-error";
import { parseRoute } from "@/domain/stage-union";
import type { Viewer } from "@/domain/viewer";
import { businessNow } from "@/server/business-clock";

type LeadMove = "withdraw" | "reopen" | "openWholeForm";

/** The lead's own moves that need no content: 6, 10 and 10b. A withdrawal needs a reason once a stage has decided. */
export async function moveByLead(
  tx: ScopedTx,
  viewer: Viewer,
  action: LeadMove,
  input: { id: string; version: number; reason?: string | undefined },
): Promise<null> {
  const found = await tx.application.findFirst({
    where: { id: input.id, AND: inScope(viewer.scope) },
    select: { ...MOVE_SUBJECT, batch: { select: { opensOn: true, closesAt: true } } },
  });
  if (!found) notFound();
  const { batch, ...subject } = found;
  if (subject.version !== input.version) throw new RuleError("stale");
  const proposal = await tx.proposal.findFirst({ where: { applicationId: subject.id, pendingKey: { not: null } }, select: { kind: true } });
  const target = moveFor({
    action,
    status: subject.status as ApplicationStatus,
    role: viewer.role,
    relations: ["lead"],
    route: parseRoute(subject.route),
    stageIndex: subject.stageIndex,
    wholeFormOpened: subject.wholeFormOpened,
    pending: (proposal?.kind as "reject" | "void" | undefined) ?? null,
  });
  const at = businessNow();
  if (action === "reopen" && !isBatchOpen({ opensOn: batch.opensOn, closesAt: batch.closesAt.toISOString() }, at))
    throw new RuleError("batchClosed");
  const reason = input.reason?.trim() ?? "";
  if (action === "withdraw" && reason === "" && (await tx.decision.count({ where: { applicationId: subject.id } })) > 0) {
    throw new RuleError("required", { field: "reason", params: { label: "撤回原因", labelEn: "the reason for withdrawing" } });
  }
  await applyMove(tx, viewer, subject, {
    target,
    at,
    ...(reason ? { comment: reason } : {}),
    ...(action === "openWholeForm" ? { set: { wholeFormOpened: true } } : {}),
    ...(action === "withdraw" ? { set: { dueOn: null } } : {}),
  });
  return null;
}
