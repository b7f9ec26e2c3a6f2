import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EarlierDecision } from "@/data/review-history";
import type { CriterionItem } from "@/domain/criteria-set";
import { enumLabel } from "@/domain/enumerations";
import type { ItemResult } from "@/domain/evaluate-criteria";
import { REVIEW_VERDICTS, reviewVerdictLabel } from "@/domain/verdict-kinds";
import type { Locale } from "@/lib/locales";
import type { Tone } from "@/ui/tone";
import { CriterionBox } from "./criterion-box";
import type { CriterionFace } from "./criterion-markup";

export const MACHINE_TONES: Readonly<Record<string, Tone>> = { met: "success", warn: "warning", unmet: "danger" };

type CriterionRowProps = {
  item: Pick<CriterionItem, "key" | "seq" | "title" | "titleEn" | "text" | "humanJudgement" | "humanJudgementEn"> & { textEn?: string };
  result: ItemResult | undefined;
  evidence: ReactNode;
  earlier: readonly EarlierDecision[];
  /** the reviewer's own boxes, or nothing to decide */
  input: ReactNode;
  locale: Locale;
};

/** One row of the criteria matrix: evidence in place, the machine's verdict, questions for a person, verdicts so far, this reviewer's own. */
export function CriterionRow({ item, result, evidence, earlier, input, locale }: CriterionRowProps) {
  const t = useTranslations("review");
  const verdict = result?.verdict ?? "met";
  const given = earlier.flatMap(({ stage, verdicts }) => {
    const own = verdicts[item.key];
    if (!own) return [];
    const words = reviewVerdictLabel(own.verdict, locale);
    const said = { verdict: own.verdict, tone: REVIEW_VERDICTS[own.verdict].tone, words, comment: own.comment ?? "" };
    return [{ stage, stageWords: enumLabel("stage", stage, locale), ...said }];
  });
  const questions = locale === "en" ? item.humanJudgementEn : item.humanJudgement;
  const face: CriterionFace = {
    key: item.key,
    verdict,
    machine: { tone: MACHINE_TONES[verdict] ?? "neutral", words: t("machine", { verdict: enumLabel("verdict", verdict, locale) }) },
    seq: item.seq,
    title: locale === "en" ? item.titleEn : item.title,
    text: (locale === "en" ? item.textEn : item.text) ?? "",
    fired: (result?.fired ?? []).map(({ code, severity, message }) => ({ code, severity, message })),
    toJudge: questions.length > 0 ? { title: t("toJudge"), questions } : null,
    earlier: given.length > 0 ? { title: t("earlierVerdicts"), given } : null,
  };
  return <CriterionBox face={face} evidence={evidence} input={input} />;
}
