"use client";

import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import type { CriterionItem } from "@/domain/criteria-set";
import type { ItemResult } from "@/domain/evaluate-criteria";
import type { Locale } from "@/domain/locale";
import { cn } from "@/lib/cn";
import { StatusTag } from "@/ui/status-tag";
import { TONE_TEXT, type Tone } from "@/ui/tone";
import { ToneGlyph } from "@/ui/tone-glyph";
import { useFiling, useJudgement } from "./filing-context";
import { placeHref, placeLabel } from "./place-label";

const TONES: Record<ItemResult["verdict"], Tone> = { met: "success", warn: "warning", unmet: "danger" };

/** The items of the batch's criteria set, live; on a phone folded together on top. */
export function CriteriaPanel({ className }: { className?: string }) {
  const t = useTranslations("application");
  const { props, locale } = useFiling();
  const evaluation = useJudgement((judgement) => judgement.evaluation);
  const [open, setOpen] = useState(false);
  const items = props.set.items;
  const met = items.filter((item) => evaluation[item.key]?.verdict === "met").length;
  const general = evaluation["general"];
  const title = locale === "en" ? props.set.titleEn : props.set.title;
  return (
    <section aria-label={title} data-criteria-panel="" className={cn("rounded-lg border border-line bg-surface shadow-card", className)}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center justify-between gap-3 px-3.5 py-2.5 text-left lg:pointer-events-none"
        data-action="toggle-criteria"
      >
        <span className="min-w-0 truncate font-semibold">{title}</span>
        <span className="flex shrink-0 items-center gap-2 text-sm tabular-nums">
          <span className="flex gap-0.5" aria-hidden="true">
            {items.map((item) => (
              <Dot key={item.key} tone={TONES[evaluation[item.key]?.verdict ?? "unmet"]} />
            ))}
          </span>
          {t("criteria.met", { met, total: items.length })}
        </span>
      </button>
      <ul className={cn("border-t border-line", open ? "" : "max-lg:hidden")}>
        {items.map((item) => (
          <Item
            key={item.key}
            itemKey={item.key}
            title={locale === "en" ? item.titleEn : item.title}
            result={evaluation[item.key]}
            judged={item.humanJudgement.length > 0}
            item={item}
          />
        ))}
        {general ? <Item itemKey="general" title={t("criteria.general")} result={general} judged={false} item={null} /> : null}
      </ul>
      <p className={cn("border-t border-line px-3.5 py-2 text-xs text-ink-3", open ? "" : "max-lg:hidden")}>{t("criteria.note")}</p>
    </section>
  );
}

/** The whole set at a glance, where the panel is folded together. */
function Dot({ tone }: { tone: Tone }) {
  return <ToneGlyph tone={tone} className={cn("size-3 lg:hidden", TONE_TEXT[tone])} />;
}

/** Whole sentences. */
function asked(item: CriterionItem, locale: Locale): string {
  return locale === "en" ? item.humanJudgementEn.join(" ") : item.humanJudgement.join("");
}

type ItemProps = { itemKey: string; title: string; result: ItemResult | undefined; judged: boolean; item: CriterionItem | null };

const Item = memo(
  function Item({ itemKey, title, result, judged, item }: ItemProps) {
    const t = useTranslations("application");
    const { locale } = useFiling();
    if (!result) return null;
    return (
      <li data-criterion={itemKey} data-verdict={result.verdict} className="border-b border-line px-3.5 py-2 last:border-b-0">
        <div className="flex items-start justify-between gap-2">
          <span className="min-w-0 text-sm font-medium" title={locale === "en" ? item?.textEn : item?.text}>
            {title}
            {judged ? (
              <abbr
                title={item ? t("criteria.asked", { questions: asked(item, locale) }) : undefined}
                className="ml-1.5 rounded-sm bg-subtle px-1 text-xs font-normal text-ink-2 no-underline"
              >
                {t("criteria.humanShort")}
              </abbr>
            ) : null}
          </span>
          <StatusTag plain tone={TONES[result.verdict]} className="shrink-0">
            {t(`criteria.verdict.${result.verdict}`)}
          </StatusTag>
        </div>
        {result.fired.length > 0 ? (
          <ul className="mt-1 flex flex-col gap-1.5">
            {result.fired.map((fired) => (
              <li
                key={fired.code}
                data-check={fired.code}
                data-severity={fired.severity}
                className={cn("border-l-2 pl-2 text-sm", fired.severity === "block" ? "border-danger" : "border-warning")}
              >
                <span data-message="">{fired.message}</span>{" "}
                <a href={placeHref(fired.path)} className="whitespace-nowrap text-accent underline underline-offset-2">
                  {t("criteria.go", { place: placeLabel(fired.path, locale).split(" › ").at(-1) ?? "" })}
                </a>
              </li>
            ))}
          </ul>
        ) : null}
      </li>
    );
  },
  (before, after) => before.title === after.title && JSON.stringify(before.result) === JSON.stringify(after.result),
);
