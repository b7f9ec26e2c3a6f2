import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { enumLabel } from "@/domain/enumerations";
import type { Locale } from "@/domain/locale";
import { STATUS_TONES } from "@/domain/status-tones";
import { formatDate, formatDateTime } from "@/lib/format-date";
import { EmptyState } from "@/ui/empty-state";
import { LinkButton } from "@/ui/link-button";
import { StatusTag } from "@/ui/status-tag";

export type ListRow = {
  id: string;
  status: string;
  number: string | null;
  studioName: string;
  dueOn: string | null;
  updatedAt: Date;
  batch: { title: string; closesAt: Date };
};

/** The next step in plain words. */
export function useNextStep(locale: string): (row: Pick<ListRow, "status" | "dueOn"> & { closesAt: Date }, now: Date) => string {
  const t = useTranslations("application");
  return ({ status, dueOn, closesAt }, now) => {
    const at = formatDateTime(closesAt, locale);
    const date = dueOn ? formatDate(dueOn, locale) : "";
    const key = status === "draft" && now >= closesAt ? "draftClosed" : status;
    return t(`next.${key}`, { at, date });
  };
}

export function ApplicationList({ rows, now, locale, create }: { rows: readonly ListRow[]; now: Date; locale: string; create: ReactNode }) {
  const t = useTranslations("application");
  const nextStep = useNextStep(locale);
  if (rows.length === 0) return <EmptyState title={t("list.empty")} description={t("list.emptyText")} action={create} />;
  return (
    <ul className="flex flex-col gap-3">
      {rows.map((row) => {
        const fills = row.status === "draft" || row.status === "returned";
        return (
          <li
            key={row.id}
            data-application={row.id}
            data-status={row.status}
            className="rounded-lg border border-line bg-surface p-4 shadow-card"
          >
            <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <Link
                    href={`/applications/${row.id}`}
                    prefetch={false}
                    className="text-lg font-semibold hover:text-accent hover:underline"
                  >
                    {row.studioName || t("list.unnamed")}
                  </Link>
                  <StatusTag tone={STATUS_TONES[row.status as keyof typeof STATUS_TONES]}>
                    {enumLabel("applicationState", row.status, locale as Locale)}
                  </StatusTag>
                </p>
                <p className="mt-1 text-ink-2">{nextStep({ ...row, closesAt: row.batch.closesAt }, now)}</p>
                <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-ink-3">
                  <span>{row.batch.title}</span>
                  {row.number ? <span>{t("list.number", { number: row.number })}</span> : null}
                  <span>{t("list.updated", { at: formatDateTime(row.updatedAt, locale) })}</span>
                </p>
              </div>
              <LinkButton href={`/applications/${row.id}${fills ? "/edit" : ""}`} variant={fills ? "primary" : "secondary"}>
                {t(row.status === "draft" ? "list.continue" : row.status === "returned" ? "list.fix" : "list.open")}
              </LinkButton>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
