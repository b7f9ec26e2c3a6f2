import "server-only";
import { opensStage, recordOpening } from "@/data/decisions";
import { markRead } from "@/data/notices";
import { openActionsFor, personOf } from "@/data/review-case";
import { type ReviewPage, readReviewPage } from "@/data/review-page";
import type { EarlierVersion } from "@/data/review-history";
import { readInScope, withScope } from "@/data/with-scope";
import { type Change, contentDifference } from "@/domain/content-difference";
import type { FieldNames } from "@/domain/field-text";
import { isSlotDemanded, STAGE_SLOTS, type StageSlot } from "@/domain/stage-slots";
import type { ApplicationAction } from "@/domain/review-stages";
import { sharesMemberName } from "@/domain/same-person";
import { opinionStage } from "@/domain/stage-union";
import type { Viewer } from "@/domain/viewer";
import type { Locale } from "@/lib/locales";
import { businessMoment } from "@/server/business-moment";

export type ReviewView = Pick<ReviewPage, "one" | "timeline" | "earlier" | "slotFiles" | "returnsUsed" | "derived"> & {
  actions: ApplicationAction[];
  names: FieldNames;
  before: (EarlierVersion & { changes: Change[] }) | null;
  /** slots of the stage that holds the case, for its reviewer */
  slots: { slot: StageSlot; demanded: boolean }[];
  sharesName: boolean;
};

/**
 * Everything the review page shows, read in one scoped statement; null = 404. Opening it as the reviewer whose turn it is counts as
 * the stage's opening, and the organisation's notices about it as read: written once, and not with every look at the page.
 */
export async function openReview(viewer: Viewer, id: string, locale: Locale): Promise<ReviewView | null> {
  const page = await readInScope(viewer.scope, (tx) => readReviewPage(tx, viewer, id));
  if (!page) return null;
  const { one, before, regions, orgs, unread, opened, ...shown } = page;
  if (unread || (!opened && opensStage(one))) {
    const at = businessMoment();
    await withScope(viewer.scope, async (tx) => {
      await recordOpening(tx, viewer, one, at);
      await markRead(tx, viewer, { applicationId: one.id }, at.now);
    });
  }
  const names: FieldNames = { locale, regions, orgs };
  const ownStage = one.stage && opinionStage(one.stage);
  return {
    ...shown,
    one,
    actions: openActionsFor(viewer, one),
    names,
    before: before && { ...before, changes: contentDifference(before.snapshot, one.snapshot, names) },
    slots: STAGE_SLOTS.filter((slot) => slot.stage === ownStage).map((slot) => ({
      slot,
      demanded: isSlotDemanded(slot, one.batch.rules),
    })),
    sharesName: sharesMemberName(personOf(viewer), one.involved),
  };
}
