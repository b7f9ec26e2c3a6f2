import { CHECKS } from "./criteria-checks";
import type { CheckReference, CriteriaSet, CriteriaSetDraft } from "./criteria-set";
import { BAFANGMIAN_JINGMEN } from "./criteria-sets/bafangmian-jingmen";
import { BAYOU } from "./criteria-sets/bayou";
import { JIUXIANG_HEBEI } from "./criteria-sets/jiuxiang-hebei";
import { QIYOU_XIAMEN } from "./criteria-sets/qiyou-xiamen";
import { WUYOU } from "./criteria-sets/wuyou";

export type { CriteriaSet, CriterionItem } from "./criteria-set";

type Unexpanded = Omit<CheckReference, "message" | "messageEn">;

function withTexts(checks: readonly Unexpanded[]): CheckReference[] {
  return checks.map((reference) => {
    const check = CHECKS[reference.code];
    if (!check) throw new Error(`criteria set names an unknown check: ${reference.code}`);
    return { ...reference, message: check.message, messageEn: check.messageEn };
  });
}

function expand(draft: CriteriaSetDraft): CriteriaSet {
  return {
    ...draft,
    general: { checks: withTexts(draft.general.checks) },
    items: draft.items.map((item) => ({ ...item, checks: withTexts(item.checks) })),
  };
}

/** The five sets, expanded with the texts of their checks. Pure data: what a batch pins is a stored copy of one. */
export const CRITERIA_SETS: readonly CriteriaSet[] = [BAYOU, WUYOU, QIYOU_XIAMEN, BAFANGMIAN_JINGMEN, JIUXIANG_HEBEI].map(expand);

/** A set by its code and version. */
export function criteriaSet(code: string, version = "1"): CriteriaSet | undefined {
  return CRITERIA_SETS.find((set) => set.code === code && set.version === version);
}
