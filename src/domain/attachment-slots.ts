import { STAGE_SLOTS, fieldAt } from "./application-form";
import type { AttachmentKind } from "./form-content";
import { isFileField, type Limits } from "./form-field";
import type { OpinionStage } from "./stage-slots";

/**
 * What a slot takes: kinds, size of one file in MB, number of files (for a column: per row), least pixels of a picture.
 * `inRow`: the slot is a column, so a file belongs to a row. `stage`: filled by the union of that stage.
 */
export type AttachmentSlot = {
  path: string;
  accept: readonly AttachmentKind[];
  maxMb: number;
  maxCount: number;
  minPixels?: { width: number; height: number };
  inRow: boolean;
  stage?: OpinionStage;
};

/** The slot at a form path or at "stage.<key>"; undefined when nothing can be attached there. */
export function attachmentSlot(path: string): AttachmentSlot | undefined {
  const stageSlot = STAGE_SLOTS.find((slot) => slot.path === path);
  if (stageSlot) return slotOf(path, stageSlot.limits, false, stageSlot.stage);
  const field = fieldAt(path);
  if (!field || !isFileField(field)) return undefined;
  return slotOf(path, field.limits, path.split(".").length === 3);
}

function slotOf(path: string, limits: Limits | undefined, inRow: boolean, stage?: OpinionStage): AttachmentSlot | undefined {
  const { accept, maxMb, maxCount, minPixels } = limits ?? {};
  // a slot without limits would take anything: better none
  if (!accept || !maxMb || !maxCount) return undefined;
  const [width, height] = (minPixels ?? "").split("x").map(Number);
  return {
    path,
    accept,
    maxMb,
    maxCount,
    inRow,
    ...(width && height && { minPixels: { width, height } }),
    ...(stage && { stage }),
  };
}
