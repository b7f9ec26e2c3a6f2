import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EarlierDecision } from "@/data/review-history";
import type { CriterionItem } from "@/domain/criteria-set";
import { enumLabel } from "@/domain/enumerations";
import type { ItemResult } from "@/domain/evaluate-criteria";
import { REVIEW_VERDICTS, reviewVerdictLabel } from "@/domain/verdict-kinds";
import type { Locale } from "@/lib/locales";
import { StatusTag } from "@/ui/status-tag";
import type { Tone } from "@/ui/tone";

export const MACHINE_TONES: Readonly<Record<string, Tone>> = { met: "success", warn: "warning", unmet: "danger" };

type CriterionRowProps = {
  item: Pick<CriterionItem, "key" | "seq" | "title" | "titleEn" | "text" | "humanJudgement"> & { textEn?: string };
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
  const title = locale === "en" ? item.titleEn : item.title;
  const text = locale === "en" ? item.textEn : item.text;
  return (
    <section
      data-criterion={item.key}
      data-verdict={verdict}
      aria-labelledby={`criterion-${item.key}`}
      className="border-b border-line last:border-b-0"
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 bg-subtle px-3 py-1.5">
        <h3 id={`criterion-${item.key}`} className="text-base">
          {item.seq > 0 ? <span className="mr-1.5 text-ink-3 tabular-nums">{item.seq}</span> : null}
          {title}
        </h3>
        <StatusTag plain tone={MACHINE_TONES[verdict] ?? "neutral"}>
          {t("machine", { verdict: enumLabel("verdict", verdict, locale) })}
        </StatusTag>
      </div>
      <div className="flex flex-col gap-2.5 px-3 py-2.5">
        <div className="flex min-w-0 flex-col gap-2">
          {text ? <p className="text-sm text-ink-2">{text}</p> : null}
          {result && result.fired.length > 0 ? (
            <ul className="flex flex-col gap-1">
              {result.fired.map((one) => (
                <li
                  key={one.code}
                  data-check={one.code}
                  data-criterion={item.key}
                  data-severity={one.severity}
                  className={
                    one.severity === "block"
                      ? "rounded-md bg-danger-soft px-2 py-1 text-sm text-danger"
                      : "rounded-md bg-warning-soft px-2 py-1 text-sm text-warning"
                  }
                >
                  {one.message}
                </li>
              ))}
            </ul>
          ) : null}
          {evidence}
        </div>
        <div className="grid grid-cols-1 gap-x-5 gap-y-2.5 empty:hidden sm:grid-cols-2 xl:grid-cols-[minmax(0,1fr)_11rem_15rem]">
          {item.humanJudgement.length > 0 ? (
            <div className="text-sm sm:row-span-2 xl:row-span-1">
              <p className="font-medium">{t("toJudge")}</p>
              <ul className="list-disc pl-4 text-ink-2">
                {item.humanJudgement.map((question) => (
                  <li key={question}>{question}</li>
                ))}
              </ul>
            </div>
          ) : null}
          {earlier.length > 0 ? <EarlierVerdicts criterion={item.key} earlier={earlier} locale={locale} /> : null}
          {input ? <div className="min-w-0 sm:col-start-2 xl:col-start-3">{input}</div> : null}
        </div>
      </div>
    </section>
  );
}

function EarlierVerdicts({ criterion, earlier, locale }: { criterion: string; earlier: readonly EarlierDecision[]; locale: Locale }) {
  const t = useTranslations("review");
  const given = earlier.flatMap((decision) => {
    const own = decision.verdicts[criterion];
    return own ? [{ decision, own }] : [];
  });
  if (given.length === 0) return null;
  return (
    <div className="text-sm xl:col-start-2">
      <p className="font-medium">{t("earlierVerdicts")}</p>
      <ul>
        {given.map(({ decision, own }) => (
          <li key={decision.id} data-earlier-stage={decision.stage} data-earlier-verdict={own.verdict} className="flex flex-wrap gap-x-2">
            <span className="text-ink-3">{enumLabel("stage", decision.stage, locale)}</span>
            <StatusTag plain tone={REVIEW_VERDICTS[own.verdict].tone}>
              {reviewVerdictLabel(own.verdict, locale)}
            </StatusTag>
            {own.comment ? <span className="basis-full break-words text-ink-2">{own.comment}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
