import { useLocale, useTranslations } from "next-intl";
import type { TimelineEntry } from "@/data/timeline";
import { enumLabel } from "@/domain/enumerations";
import { fieldAt } from "@/domain/application-form";
import { labelOf } from "@/domain/field-text";
import { ACTION_TONES } from "@/domain/status-tones";
import { formatDate, formatDateTime, formatShortDate } from "@/lib/format-date";
import type { Locale } from "@/lib/locales";
import { cn } from "@/lib/cn";
import { TONE_TEXT } from "@/ui/tone";
import { ToneGlyph } from "@/ui/tone-glyph";

export type ApplicationTimelineProps = {
  entries: readonly TimelineEntry[];
  /** title of a criterion by its key */
  criteria: Readonly<Record<string, string>>;
};

/** What happened to an application, newest first, in words for everyone concerned. What the viewer may not read is not in entries. */
export function ApplicationTimeline({ entries, criteria }: ApplicationTimelineProps) {
  const t = useTranslations("timeline");
  return (
    <ol aria-label={t("label")} data-timeline="" className="relative">
      {entries.toReversed().map((entry, index) => (
        <li
          key={entry.id}
          data-event={entry.action}
          data-stage={entry.stage ?? ""}
          data-at={formatShortDate(entry.at)}
          data-to={entry.toStatus}
          className="relative flex gap-2.5 pb-4 last:pb-0"
        >
          {index < entries.length - 1 ? (
            <span aria-hidden="true" className="absolute top-6 bottom-0 left-[0.6875rem] w-px bg-line" />
          ) : null}
          <span className={cn("mt-0.5 flex size-6 shrink-0 items-center justify-center", TONE_TEXT[ACTION_TONES[entry.action]])}>
            <ToneGlyph tone={ACTION_TONES[entry.action]} className="size-4" />
          </span>
          <EntryWords entry={entry} criteria={criteria} />
        </li>
      ))}
    </ol>
  );
}

function EntryWords({ entry, criteria }: { entry: TimelineEntry; criteria: ApplicationTimelineProps["criteria"] }) {
  const t = useTranslations("timeline");
  const locale = useLocale() as Locale;
  const who = [entry.orgName, entry.actorName].filter(Boolean).join(locale === "en" ? ", " : " ");
  const facts = [
    entry.daysUsed === null ? null : t("daysUsed", { days: entry.daysUsed }),
    entry.dueOn && (entry.action === "return" || entry.action === "reopenExpired")
      ? t("dueOn", { day: formatDate(entry.dueOn, locale) })
      : null,
    entry.toStage && entry.toStage !== entry.stage ? t("toStage", { stage: enumLabel("stage", entry.toStage, locale) }) : null,
    entry.ended ? t(`ended.${entry.ended}`) : null,
  ].filter(Boolean);
  return (
    <div className={cn("min-w-0 flex-1", entry.ended && "text-ink-3")}>
      <p className="font-medium">
        {entry.stage ? <span className="mr-1.5">{enumLabel("stage", entry.stage, locale)}</span> : null}
        {t(`action.${entry.action}`)}
        {entry.actingReason ? <span className="ml-1.5 rounded bg-warning-soft px-1 text-xs text-warning">{t("acting")}</span> : null}
      </p>
      <p className="text-sm text-ink-2">
        <time dateTime={entry.at.toISOString()} className="tabular-nums">
          {formatDateTime(entry.at, locale)}
        </time>
        {who ? <span className="ml-2">{who}</span> : null}
      </p>
      {facts.length > 0 ? <p className="text-sm text-ink-3">{facts.join(" · ")}</p> : null}
      {entry.secondPerson ? <p className="text-sm text-ink-3">{t("proposedBy", { name: entry.secondPerson })}</p> : null}
      {entry.actingReason ? <p className="text-sm text-ink-2">{t("actingReason", { reason: entry.actingReason })}</p> : null}
      {entry.comment ? (
        <p className="mt-1 rounded-md bg-subtle px-2.5 py-1.5 text-sm break-words whitespace-pre-line">{entry.comment}</p>
      ) : null}
      {entry.items.length > 0 ? (
        <ol className="mt-1 flex flex-col gap-1 text-sm">
          {entry.items.map((item) => (
            <li key={item.seq} data-return-item={item.seq} className="rounded-md border border-line px-2.5 py-1.5 break-words">
              <span className="text-ink-3">{itemName(item, criteria, locale)}</span> {item.reason}
              {item.answer ? (
                <span className="mt-0.5 block whitespace-pre-line text-ink-2">{t("answer", { answer: item.answer })}</span>
              ) : null}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}

/** 制度 · 上墙照片: the criterion and the field of an item, as far as it names them. */
export function itemName(
  item: { criterion: string | null; path: string | null },
  criteria: Readonly<Record<string, string>>,
  locale: Locale,
): string {
  const field = item.path ? fieldAt(item.path) : undefined;
  return [item.criterion ? (criteria[item.criterion] ?? item.criterion) : null, field ? labelOf(field, locale) : null]
    .filter(Boolean)
    .join(" · ");
}
