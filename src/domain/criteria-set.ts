import type { EnumKey } from "./enumerations";

export type Severity = EnumKey<"severity">;
export type Verdict = EnumKey<"verdict">;

/** A parameter of a check: a number, an exact decimal as text, a flag, a key or a list of keys. */
export type ParamValue = string | number | boolean | readonly string[];
export type CheckParams = Readonly<Record<string, ParamValue>>;

/** A check as a set names it; an expanded set carries its texts too, so that a later change of them is a new version. */
export type CheckReference = {
  code: string;
  severity: Severity;
  params: CheckParams;
  /** {name} is a value or a parameter of the check */
  message: string;
  messageEn: string;
};

export type CriterionItem = {
  key: string;
  /** from 1, as published */
  seq: number;
  /** short, on screen */
  title: string;
  titleEn: string;
  /** as in the source */
  sourceTitle: string;
  /** in own words */
  text: string;
  textEn: string;
  /** keys of criteriaDimension */
  dimensions: readonly string[];
  /** the source gives less than is written here; sourceNote says what */
  draft: boolean;
  sourceNote?: string;
  /** scored sets: points of the item and what is deducted */
  maxScore?: number;
  deductions?: readonly { code: string; label: string; labelEn: string; points: number }[];
  checks: readonly CheckReference[];
  /** attachment slots that prove it */
  evidence: readonly string[];
  /** questions for the reviewer */
  humanJudgement: readonly string[];
  humanJudgementEn: readonly string[];
};

/** A versioned set of criteria: pure data, stored whole and never changed once a batch pins it. */
export type CriteriaSet = {
  code: string;
  version: string;
  status: "active" | "draft";
  title: string;
  titleEn: string;
  issuer: string;
  /** key of studioLevel */
  level: string;
  /** keys of studioKind */
  studioKinds: readonly string[];
  effectiveFrom: string;
  effectiveTo: string | null;
  scored: boolean;
  scoring?: {
    total: number;
    passMark: number;
    grades: readonly { key: string; label: string; labelEn: string; min: number }[];
    draft: boolean;
  };
  sourceNote: string;
  /** checks every application has to pass, outside the published criteria */
  general: { checks: readonly CheckReference[] };
  items: readonly CriterionItem[];
};

type CheckDraft = Omit<CheckReference, "message" | "messageEn">;
type Chinese<T> = readonly Omit<T, "labelEn">[];

type ItemDraft = Omit<CriterionItem, "checks" | "textEn" | "humanJudgementEn" | "deductions"> & {
  deductions?: Chinese<NonNullable<CriterionItem["deductions"]>[number]>;
  checks: readonly CheckDraft[];
};

type Scoring = NonNullable<CriteriaSet["scoring"]>;

/** A set as it is written down: its checks take their texts from the library, its English stands beside it. */
export type CriteriaSetDraft = Omit<CriteriaSet, "general" | "items" | "scoring"> & {
  scoring?: Omit<Scoring, "grades"> & { grades: Chinese<Scoring["grades"][number]> };
  general: { checks: readonly CheckDraft[] };
  items: readonly ItemDraft[];
};
