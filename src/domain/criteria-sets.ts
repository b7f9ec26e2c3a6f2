import { CHECKS } from "./criteria-checks";
import type { CheckReference, CriteriaSet, CriteriaSetDraft, CriterionItem } from "./criteria-set";
import { BAFANGMIAN_JINGMEN } from "./criteria-sets/bafangmian-jingmen";
import { BAYOU } from "./criteria-sets/bayou";
import { BAYOU_EN, type ItemTextsEn, JIUXIANG_HEBEI_EN, QIYOU_XIAMEN_EN, WUYOU_EN } from "./criteria-sets/english-texts";
import { BAFANGMIAN_JINGMEN_EN, GRADES_EN } from "./criteria-sets/english-texts-jingmen";
import { JIUXIANG_HEBEI } from "./criteria-sets/jiuxiang-hebei";
import { QIYOU_XIAMEN } from "./criteria-sets/qiyou-xiamen";
import { WUYOU } from "./criteria-sets/wuyou";

export type { CriteriaSet } from "./criteria-set";

type English = Readonly<Record<string, ItemTextsEn>>;

function withTexts(checks: CriteriaSetDraft["general"]["checks"]): CheckReference[] {
  return checks.map((reference) => {
    const check = CHECKS[reference.code];
    if (!check) throw new Error(`criteria set names an unknown check: ${reference.code}`);
    return { ...reference, message: check.message, messageEn: check.messageEn };
  });
}

function expandItem(draft: CriteriaSetDraft["items"][number], english: English): CriterionItem {
  const { deductions, ...item } = draft;
  const texts = english[item.key];
  return {
    ...item,
    textEn: texts?.text ?? item.text,
    humanJudgementEn: texts?.humanJudgement ?? item.humanJudgement,
    checks: withTexts(item.checks),
    ...(deductions && {
      deductions: deductions.map((one) => ({ ...one, labelEn: texts?.deductions?.[one.code] ?? one.label })),
    }),
  };
}

/** A set with all its texts; what has no English yet shows the Chinese. */
function expand(draft: CriteriaSetDraft, english: English): CriteriaSet {
  const { scoring, general, items, ...heading } = draft;
  return {
    ...heading,
    ...(scoring && {
      scoring: {
        ...scoring,
        grades: scoring.grades.map((grade) => ({ ...grade, labelEn: GRADES_EN[grade.key] ?? grade.label })),
      },
    }),
    general: { checks: withTexts(general.checks) },
    items: items.map((item) => expandItem(item, english)),
  };
}

/** The five sets, expanded with all texts. Pure data: what a batch pins is a stored copy of one. */
export const CRITERIA_SETS: readonly CriteriaSet[] = [
  expand(BAYOU, BAYOU_EN),
  expand(WUYOU, WUYOU_EN),
  expand(QIYOU_XIAMEN, QIYOU_XIAMEN_EN),
  expand(BAFANGMIAN_JINGMEN, BAFANGMIAN_JINGMEN_EN),
  expand(JIUXIANG_HEBEI, JIUXIANG_HEBEI_EN),
];

/** A set by its code and version. */
export function criteriaSet(code: string, version = "1"): CriteriaSet | undefined {
  return CRITERIA_SETS.find((set) => set.code === code && set.version === version);
}
