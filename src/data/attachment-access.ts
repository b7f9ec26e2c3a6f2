import "server-only";
import { AttachmentRefused } from "@/domain/attachment-refusal";
import { type AttachmentSlot, attachmentSlot } from "@/domain/attachment-slots";
import type { CriteriaSet } from "@/domain/criteria-set";
import { isInReview } from "@/domain/review-stages";
import { parseRoute, stageRole, stageUnionPath } from "@/domain/stage-union";
import { editableSections } from "@/domain/unlocked-sections";
import { parentPathOf } from "@/domain/org-path";
import { can } from "@/domain/permissions";
import type { Viewer } from "@/domain/viewer";
import { listCasesNeedingActing } from "./acting-cases";
import { inScope, type ScopedTx } from "./with-scope";

/** A slot that the viewer may change now. `stage`: of the route, for a union's slot. */
export type EditableSlot = { slot: AttachmentSlot; orgPath: string; stage: string | null };

const APPLICATION = {
  id: true,
  orgPath: true,
  status: true,
  route: true,
  stageIndex: true,
  wholeFormOpened: true,
  batch: { select: { criteriaSet: { select: { body: true } } } },
} as const;

type ApplicationRow = NonNullable<Awaited<ReturnType<typeof findApplication>>>;

/**
 * Whether the viewer may attach to, reorder or clear the slot now: the studio's own people while it is a draft, or in a
 * returned section; for stage.* slots the reviewer of the stage that holds the case. Null when the application does not
 * exist for this viewer (404). Throws AttachmentRefused unknownSlot, notEditable.
 */
export async function assertSlotEditable(tx: ScopedTx, viewer: Viewer, applicationId: string, path: string): Promise<EditableSlot | null> {
  const application = await findApplication(tx, viewer, applicationId);
  if (!application) return null;
  const slot = attachmentSlot(path);
  if (!slot) throw new AttachmentRefused("unknownSlot");
  return slot.stage ? await stageSlotAccess(tx, viewer, application, slot) : await formSlotAccess(tx, viewer, application, slot);
}

function findApplication(tx: ScopedTx, viewer: Viewer, id: string) {
  return tx.application.findFirst({ where: { AND: [{ id }, inScope(viewer.scope)] }, select: APPLICATION });
}

async function formSlotAccess(
  tx: ScopedTx,
  viewer: Viewer,
  application: ApplicationRow,
  slot: AttachmentSlot,
): Promise<EditableSlot | null> {
  // a union above must not even learn that a draft exists
  if (viewer.orgPath !== application.orgPath || !can(viewer.role, "application.edit")) return null;
  const items = await tx.returnItem.findMany({
    where: { applicationId: application.id, decision: { outcome: "return", standingKey: { not: null } } },
    select: { criterion: true, path: true },
  });
  const set = application.batch.criteriaSet.body as unknown as CriteriaSet;
  const section = slot.path.split(".")[0] ?? "";
  if (!editableSections(application, set, items).includes(section)) throw new AttachmentRefused("notEditable");
  return { slot, orgPath: application.orgPath, stage: null };
}

async function stageSlotAccess(
  tx: ScopedTx,
  viewer: Viewer,
  application: ApplicationRow,
  slot: AttachmentSlot,
): Promise<EditableSlot | null> {
  if (!can(viewer.role, "review.decide")) return null;
  const route = parseRoute(application.route);
  const index = application.stageIndex ?? -1;
  const stage = route[index];
  const isSlotOfStage = slot.stage === "recommender" ? stage === "district" || stage === "industry" : stage === slot.stage;
  if (!stage || !isSlotOfStage || !isInReview(application.status)) throw new AttachmentRefused("notEditable");
  const pending = await tx.proposal.count({ where: { applicationId: application.id, pendingKey: { not: null } } });
  const union = stageUnionPath(application.orgPath, route, index);
  const isOwn = viewer.orgPath === union && viewer.role === stageRole(stage);
  if (pending > 0 || !union || !(isOwn || (await mayActFor(tx, viewer, union, application.id)))) {
    throw new AttachmentRefused("notEditable");
  }
  return { slot, orgPath: application.orgPath, stage };
}

/** 代审: the union directly above may act for a stage where nobody may decide. */
async function mayActFor(tx: ScopedTx, viewer: Viewer, union: string, applicationId: string): Promise<boolean> {
  return viewer.orgPath === parentPathOf(union) && (await listCasesNeedingActing(tx, viewer)).includes(applicationId);
}
