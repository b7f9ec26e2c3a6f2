import type { CheckReference, CriteriaSet } from "./criteria-set";
import type { Locale } from "./locale";

/** The same set for a screen of one language: the other's words are empty, and so is what the source says of itself. A third of its text. */
export function setInLanguage(set: CriteriaSet, locale: Locale): CriteriaSet {
  const english = locale === "en";
  const zh = (text: string) => (english ? "" : text);
  const en = (text: string) => (english ? text : "");
  const check = (one: CheckReference): CheckReference => ({ ...one, message: zh(one.message), messageEn: en(one.messageEn) });
  const { scoring: _scoring, ...rest } = set;
  return {
    ...rest,
    title: zh(set.title),
    titleEn: en(set.titleEn),
    sourceNote: "",
    general: { ...set.general, checks: set.general.checks.map(check) },
    items: set.items.map(({ sourceNote: _note, deductions: _deductions, ...item }) => ({
      ...item,
      title: zh(item.title),
      titleEn: en(item.titleEn),
      sourceTitle: "",
      text: zh(item.text),
      textEn: en(item.textEn),
      checks: item.checks.map(check),
      humanJudgement: english ? [] : item.humanJudgement,
      humanJudgementEn: english ? item.humanJudgementEn : [],
    })),
  };
}
