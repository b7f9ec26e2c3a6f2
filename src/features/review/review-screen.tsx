import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { enumLabel } from "@/domain/enumerations";
import { inList } from "@/domain/locale";
import type { ReviewVerdict } from "@/domain/verdict-kinds";
import { REVIEW_VERDICTS, reviewVerdictLabel } from "@/domain/verdict-kinds";
import type { Viewer } from "@/domain/viewer";
import type { Locale } from "@/lib/locales";
import { ClientMessages } from "@/server/client-messages";
import { Card } from "@/ui/card";
import { CaseHeader } from "./case-header";
import { CaseSide } from "./case-side";
import { CriterionRow } from "./criterion-row";
import { panelData } from "./panel-data";
import type { ReviewView } from "./queries";
import { ReturnedFirst } from "./returned-first";
import { VerdictInput } from "./verdict-input";

type ReviewScreenProps = {
  viewer: Viewer;
  view: ReviewView;
  locale: Locale;
  today: string;
  days: number | null;
  evidencePaths: (criterion: string) => readonly string[];
  evidence: (criterion: string) => ReactNode;
  itemName: (item: { criterion: string | null; path: string | null }) => string;
  changes: ReactNode;
  stageFiles: ReactNode;
  form: ReactNode;
  timeline: ReactNode;
};

/** The case of one application: what was returned first, then the criteria matrix, the whole form, and at the side the decision. */
export function ReviewScreen(props: ReviewScreenProps) {
  const { viewer, view, locale, today, days } = props;
  const t = useTranslations("review");
  const { one } = view;
  const panel = panelData(viewer, view, today, locale, props.evidencePaths, (slot) => {
    const kinds = inList(
      (slot.limits.accept ?? []).map((kind) => enumLabel("attachmentKind", kind, locale)),
      locale,
    );
    return t("slotHint", { kinds, count: slot.limits.maxCount ?? 1, mb: slot.limits.maxMb ?? 20 });
  });
  const decides = view.actions.includes("approve");
  const words = Object.fromEntries(
    (Object.keys(REVIEW_VERDICTS) as ReviewVerdict[]).map((key) => [key, reviewVerdictLabel(key, locale)]),
  ) as Record<ReviewVerdict, string>;
  const input = (key: string, title: string) =>
    decides ? (
      <VerdictInput
        draftKey={panel.draftKey}
        initial={panel.initial}
        criterion={key}
        title={title}
        canReturn={panel.returnsLeft > 0}
        words={words}
      />
    ) : null;
  const general = one.snapshot.evaluation["general"];
  return (
    <>
      <CaseHeader one={one} locale={locale} days={days} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {view.before ? <ReturnedFirst before={view.before} itemName={props.itemName} changes={props.changes} /> : null}
          <section aria-labelledby="matrix">
            <h2 id="matrix" className="mb-2 text-lg">
              {t("matrix", { set: locale === "en" ? one.set.titleEn : one.set.title })}
            </h2>
            <Card flush className="overflow-hidden">
              <ClientMessages areas={["reviewPanel"]}>
                {general && general.fired.length > 0 ? (
                  <CriterionRow
                    item={{
                      key: "general",
                      seq: 0,
                      title: t("general"),
                      titleEn: t("general"),
                      text: "",
                      humanJudgement: [],
                      humanJudgementEn: [],
                    }}
                    result={general}
                    evidence={null}
                    earlier={[]}
                    input={null}
                    locale={locale}
                  />
                ) : null}
                {one.set.items.map((item) => (
                  <CriterionRow
                    key={item.key}
                    item={item}
                    result={one.snapshot.evaluation[item.key]}
                    evidence={props.evidence(item.key)}
                    earlier={view.earlier}
                    input={input(item.key, locale === "en" ? item.titleEn : item.title)}
                    locale={locale}
                  />
                ))}
              </ClientMessages>
            </Card>
          </section>
          {props.stageFiles ? (
            <section aria-labelledby="stage-files">
              <h2 id="stage-files" className="mb-2 text-lg">
                {t("stageFiles")}
              </h2>
              <Card>{props.stageFiles}</Card>
            </section>
          ) : null}
          <Card>
            <details data-whole-form="">
              <summary className="cursor-pointer text-lg font-semibold">{t("wholeForm")}</summary>
              <div className="pt-4">{props.form}</div>
            </details>
          </Card>
        </div>
        <aside
          aria-label={t("side")}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by itself, and a reader of the trail has nothing in it to focus
          tabIndex={0}
          className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-[4.25rem] lg:max-h-[calc(100vh-5rem)] lg:overflow-y-auto lg:pr-1"
        >
          <CaseSide view={view} panel={panel} today={today} locale={locale} />
          <Card>
            <h2 className="mb-3 text-lg">{t("timeline")}</h2>
            {props.timeline}
          </Card>
        </aside>
      </div>
    </>
  );
}
