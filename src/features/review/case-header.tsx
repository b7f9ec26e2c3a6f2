import { useTranslations } from "next-intl";
import { enumLabel } from "@/domain/enumerations";
import type { ReviewCase } from "@/data/review-case";
import { STATUS_TONES } from "@/domain/status-tones";
import { formatDate } from "@/lib/format-date";
import type { Locale } from "@/lib/locales";
import { PageHeader } from "@/ui/page-header";
import { StatusTag } from "@/ui/status-tag";

/** Number, studio, unit, stage, due date. The first data-status of the page is the case's. */
export function CaseHeader({ one, locale, days }: { one: ReviewCase; locale: Locale; days: number | null }) {
  const t = useTranslations("review");
  return (
    <PageHeader
      crumbs={[{ href: "/work", label: t("work.title") }]}
      title={one.studioName}
      meta={
        <>
          <StatusTag
            tone={one.proposal ? "warning" : STATUS_TONES[one.status]}
            data-status={one.status}
            {...(one.proposal ? { "data-proposal": one.proposal.kind } : {})}
          >
            {one.proposal ? t(`proposed.${one.proposal.kind}`) : enumLabel("applicationState", one.status, locale)}
          </StatusTag>
          {one.standing.needsActing ? (
            <StatusTag tone="warning" data-needs-acting="">
              {t("needsActing")}
            </StatusTag>
          ) : null}
          <span data-number={one.number} className="tabular-nums">
            {one.number}
          </span>
          <span>{one.unitName}</span>
          <span>{t("leadIs", { name: one.leadName })}</span>
          <span>{one.batch.title}</span>
          <span>{t("version", { round: one.round })}</span>
          {days === null ? null : <span>{t("waitingDays", { days })}</span>}
          {one.dueOn ? <span className="font-medium">{t("due", { day: formatDate(one.dueOn, locale) })}</span> : null}
          <RouteLine one={one} locale={locale} />
        </>
      }
    />
  );
}

/** 基层 → 县区 → 市: the pinned route, the present stage in bold; a municipal direct unit shows that its second stage does not exist. */
function RouteLine({ one, locale }: { one: ReviewCase; locale: Locale }) {
  const t = useTranslations("review");
  const direct = one.route.length === 2 && one.route[0] === "enterprise" && one.route[1] === "city";
  const names = one.route.map((stage, index) => (
    <span key={stage} className={index === one.stageIndex ? "font-semibold text-ink" : undefined}>
      {enumLabel("stage", stage, locale)}
    </span>
  ));
  const shown = direct ? [names[0], <span key="direct">{t("direct")}</span>, names[1]] : names;
  return (
    <span data-route={one.route.join(" ")} className="flex flex-wrap items-center gap-x-1.5">
      {shown.map((name, index) => (
        <span key={index === 0 ? "first" : `step-${index}`} className="flex items-center gap-x-1.5">
          {index > 0 ? <span aria-hidden="true">→</span> : null}
          {name}
        </span>
      ))}
    </span>
  );
}
