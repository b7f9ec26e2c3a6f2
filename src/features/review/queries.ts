import "server-only";
import { listFieldNames } from "@/data/field-names";
import { countReturns, recordOpening } from "@/data/decisions";
import { markRead } from "@/data/notices";
import { getReviewCase, openActionsFor, personOf, type ReviewCase } from "@/data/review-case";
import { type EarlierDecision, type EarlierVersion, getEarlierVersion, listEarlierDecisions } from "@/data/review-history";
import { listTimeline, type TimelineEntry } from "@/data/timeline";
import { withScope } from "@/data/with-scope";
import { type Change, contentDifference } from "@/domain/content-difference";
import type { AttachmentKind } from "@/domain/form-content";
import type { FieldNames } from "@/domain/field-text";
import { textAt } from "@/domain/form-context";
import { isSlotDemanded, STAGE_SLOTS, type StageSlot } from "@/domain/stage-slots";
import type { ApplicationAction } from "@/domain/review-stages";
import { sharesMemberName } from "@/domain/same-person";
import { opinionStage } from "@/domain/stage-union";
import type { Viewer } from "@/domain/viewer";
import type { Locale } from "@/lib/locales";
import { businessMoment } from "@/server/business-moment";

export type SlotFile = { id: string; slot: string; fileName: string; kind: AttachmentKind; stage: string | null };
export type ReviewView = {
  one: ReviewCase;
  actions: ApplicationAction[];
  names: FieldNames;
  timeline: TimelineEntry[];
  earlier: EarlierDecision[];
  before: (EarlierVersion & { changes: Change[] }) | null;
  /** slots of the stage that holds the case, for its reviewer */
  slots: { slot: StageSlot; demanded: boolean }[];
  slotFiles: SlotFile[];
  returnsUsed: number;
  sharesName: boolean;
  derived: Record<string, string | number>;
};

/**
 * Everything the review page shows, in one scoped transaction; null = 404. Opening it as the reviewer whose turn it is counts as
 * the stage's opening, and the organisation's notices about it as read.
 */
export async function openReview(viewer: Viewer, id: string, locale: Locale): Promise<ReviewView | null> {
  const at = businessMoment();
  return withScope(viewer.scope, async (tx) => {
    const one = await getReviewCase(tx, viewer, id);
    if (!one) return null;
    await recordOpening(tx, viewer, one, at);
    await markRead(tx, viewer, { applicationId: one.id }, at.now);
    const { snapshot } = one;
    const names: FieldNames = { locale, ...(await listFieldNames(tx, viewer.cityPath, [textAt(snapshot.content, "unit.recommender")])) };
    const before = await getEarlierVersion(tx, viewer, one);
    const submission = await tx.submission.findUniqueOrThrow({ where: { id: snapshot.id }, select: { derived: true } });
    const ownStage = one.stage && opinionStage(one.stage);
    return {
      one,
      actions: openActionsFor(viewer, one),
      names,
      timeline: await listTimeline(tx, viewer, one.id),
      earlier: await listEarlierDecisions(tx, viewer, one.id),
      before: before && { ...before, changes: contentDifference(before.snapshot, snapshot, names) },
      slots: STAGE_SLOTS.filter((slot) => slot.stage === ownStage).map((slot) => ({
        slot,
        demanded: isSlotDemanded(slot, one.batch.rules),
      })),
      slotFiles: (await tx.attachment.findMany({
        where: { applicationId: one.id, slot: { startsWith: "stage." }, removedAt: null },
        orderBy: [{ slot: "asc" }, { position: "asc" }, { id: "asc" }],
        select: { id: true, slot: true, fileName: true, kind: true, stage: true },
      })) as SlotFile[],
      returnsUsed: await countReturns(tx, one),
      sharesName: sharesMemberName(personOf(viewer), one.involved),
      derived: submission.derived as Record<string, string | number>,
    };
  });
}
