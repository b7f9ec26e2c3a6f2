import type { BatchRules } from "./batch-rules";
import type { Limits } from "./form-field";

/** Stage a slot or an opinion belongs to; recommender = district or industry union, whichever is on the route. */
export type OpinionStage = "enterprise" | "recommender" | "city";

/** A slot filled by a reviewing union, not by the applicant; its path is stage.<key>. */
export type StageSlot = {
  key: string;
  path: string;
  label: string;
  labelEn: string;
  stage: OpinionStage;
  limits: Limits;
  /** counts when that stage approves */
  required: "never" | { words: string; test: (batch: BatchRules) => boolean };
};

export const STAGE_SLOTS: readonly StageSlot[] = [
  {
    key: "internalPublicity",
    path: "stage.internalPublicity",
    label: "单位内部公示证明",
    labelEn: "Proof of publicity inside the unit",
    stage: "enterprise",
    limits: { accept: ["pdf", "image", "ofd"], minCount: 1, maxCount: 3, maxMb: 20 },
    required: { words: "the batch demands it", test: (batch) => batch.requiresInternalPublicity },
  },
  {
    key: "stampedForm",
    path: "stage.stampedForm",
    label: "盖章申报表扫描件",
    labelEn: "Scan of the stamped form",
    stage: "enterprise",
    limits: { accept: ["pdf", "ofd"], minCount: 1, maxCount: 1, maxMb: 20 },
    required: { words: "the batch demands it", test: (batch) => batch.requiresStampedForm },
  },
  {
    key: "acceptanceRecord",
    path: "stage.acceptanceRecord",
    label: "验收登记表",
    labelEn: "Record of acceptance on site",
    stage: "recommender",
    limits: { accept: ["pdf", "image", "word", "ofd"], maxCount: 3, maxMb: 20 },
    required: "never",
  },
];

/** An opinion box of the printed form, produced from the approving step of the stage. */
export type OpinionBox = {
  key: string;
  label: string;
  labelEn: string;
  stage: OpinionStage;
  maxLength: number;
  signer: boolean;
  date: boolean;
  seal: boolean;
};

const BOX = { maxLength: 200, signer: true, date: true, seal: true };

export const OPINION_BOXES: readonly OpinionBox[] = [
  { key: "unit", label: "所在单位意见", labelEn: "Opinion of the unit", stage: "enterprise", ...BOX },
  {
    key: "enterpriseUnion",
    label: "基层工会意见",
    labelEn: "Opinion of the enterprise union",
    stage: "enterprise",
    ...BOX,
  },
  {
    key: "recommender",
    label: "推荐工会意见",
    labelEn: "Opinion of the recommending union",
    stage: "recommender",
    ...BOX,
  },
  { key: "city", label: "市总工会意见", labelEn: "Opinion of the city federation", stage: "city", ...BOX },
];

/** Whether a stage slot has to be filled before the stage may approve. */
export function isSlotDemanded(slot: StageSlot, batch: BatchRules): boolean {
  return slot.required !== "never" && slot.required.test(batch);
}
