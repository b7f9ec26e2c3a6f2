import { useTranslations } from "next-intl";
import { enumLabel } from "@/domain/enumerations";
import { inList, type Locale } from "@/domain/locale";
import { formatDateTime } from "@/lib/format-date";
import { EmptyState } from "@/ui/empty-state";
import { LinkButton } from "@/ui/link-button";
import { Notice } from "@/ui/notice";
import { CreateApplication, OpenStudio } from "./lead-actions";
import type { loadOpenBatches } from "./queries";

type Choice = Awaited<ReturnType<typeof loadOpenBatches>>[number];

/** The open batches with what each of them asks for. */
export function BatchChoice({ batches, locale }: { batches: readonly Choice[]; locale: string }) {
  const t = useTranslations("application");
  if (batches.length === 0) return <EmptyState title={t("new.none")} description={t("new.noneText")} />;
  return (
    <ul className="grid max-w-4xl gap-4">
      {batches.map((choice) => (
        <BatchCard key={choice.batch.id} choice={choice} locale={locale as Locale} />
      ))}
    </ul>
  );
}

function BatchCard({ choice: { batch, live }, locale }: { choice: Choice; locale: Locale }) {
  const t = useTranslations("application");
  const kinds = inList(
    batch.allowedKinds.map((kind) => enumLabel("studioKind", kind, locale)),
    locale,
  );
  const rules = [
    t("new.set", { name: locale === "en" ? batch.criteriaSet.titleEn : batch.criteriaSet.title }),
    t("new.kinds", { kinds }),
    t("new.honor", { level: enumLabel("honorLevel", batch.minHonorLevel, locale) }),
    ...(batch.minRunningYears > 0 ? [t("new.years", { years: batch.minRunningYears })] : []),
    ...(batch.requiresStory ? [t("new.story")] : []),
    t("new.returns", { times: batch.maxReturns }),
  ];
  return (
    <li data-batch-code={batch.code} data-live={String(live !== null)} className="rounded-lg border border-line bg-surface p-5 shadow-card">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-lg">{batch.title}</h2>
        <p className="text-sm text-ink-2">{t("new.until", { at: formatDateTime(batch.closesAt, locale) })}</p>
      </div>
      <ul className="mt-2 mb-4 grid list-disc gap-x-6 pl-5 text-ink-2 marker:text-line-strong sm:grid-cols-2">
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      {live ? (
        <Notice
          tone="info"
          actions={
            <>
              <LinkButton size="sm" href={`/applications/${live.id}`}>
                {t("new.liveOpen")}
              </LinkButton>
              <OpenStudio />
            </>
          }
        >
          {t("new.live", { name: live.studioName || t("list.unnamed"), status: enumLabel("applicationState", live.status, locale) })}
        </Notice>
      ) : (
        <CreateApplication batchId={batch.id} />
      )}
    </li>
  );
}
