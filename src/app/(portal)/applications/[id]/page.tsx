import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { z } from "zod";
import { enumLabel } from "@/domain/enumerations";
import type { Locale } from "@/domain/locale";
import { type ApplicationStatus, openActions } from "@/domain/review-stages";
import { STATUS_TONES } from "@/domain/status-tones";
import { CopyToNew, Reopen, Withdraw } from "@/features/application/lead-actions";
import { loadReading } from "@/features/application/queries";
import { ReviewRoad } from "@/features/application/review-road";
import { SubmittedNotice } from "@/features/application/submitted-notice";
import { FormReading } from "@/features/reading/form-reading";
import { loadReadingOf } from "@/features/reading/load-reading";
import { ApplicationTimeline } from "@/features/timeline/application-timeline";
import { businessNow } from "@/server/business-clock";
import { ClientMessages } from "@/server/client-messages";
import { requireViewer } from "@/server/viewer";
import { Card } from "@/ui/card";
import { LinkButton } from "@/ui/link-button";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";
import { StatusTag } from "@/ui/status-tag";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ submitted?: string }> };

/** One application for its studio: where it stands, what was filed, what happened. */
export default async function ApplicationPage({ params, searchParams }: Props) {
  const viewer = await requireViewer("application.edit");
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const [t, locale] = await Promise.all([getTranslations("application"), getLocale() as Promise<Locale>]);
  const found = await loadReading(viewer, id, locale);
  if (!found) notFound();
  const { application, set, route, filing, names, derived, timeline, pending, decided, batches } = found;
  const read = await loadReadingOf(filing, names);
  const status = application.status as ApplicationStatus;
  const open = openActions({
    status,
    role: viewer.role,
    relations: viewer.role === "lead" ? ["lead"] : ["none"],
    route,
    stageIndex: application.stageIndex,
    wholeFormOpened: application.wholeFormOpened,
    pending,
  });
  const beforeDeadline = businessNow() < application.batch.closesAt;
  const fills = status === "draft" || status === "returned";
  const criteria = Object.fromEntries(set.items.map((item) => [item.key, locale === "en" ? item.titleEn : item.title]));
  const move = { id, version: application.version };
  return (
    <ClientMessages areas={["application"]}>
      <div data-status={status} data-route={route.join(" ")}>
        <PageHeader
          title={application.studioName || t("list.unnamed")}
          crumbs={[{ href: "/applications", label: t("list.title") }]}
          meta={
            <>
              <StatusTag tone={STATUS_TONES[status]}>{enumLabel("applicationState", status, locale)}</StatusTag>
              {application.number ? <span data-number={application.number}>{t("list.number", { number: application.number })}</span> : null}
              <span>{application.batch.title}</span>
            </>
          }
          actions={
            <>
              {open.includes("withdraw") ? <Withdraw {...move} decided={decided} /> : null}
              {open.includes("reopen") && beforeDeadline ? <Reopen {...move} /> : null}
              {open.includes("copy") ? <CopyToNew id={id} batches={batches} /> : null}
              {fills ? (
                <LinkButton href={`/applications/${id}/edit`} variant="primary" icon="edit" data-action="edit">
                  {t(status === "returned" ? "read.fix" : "read.continue")}
                </LinkButton>
              ) : null}
            </>
          }
        />
        {(await searchParams).submitted && application.number && !fills ? (
          <SubmittedNotice
            number={application.number}
            row={{ status, dueOn: application.dueOn, closesAt: application.batch.closesAt }}
            now={businessNow()}
            locale={locale}
          />
        ) : null}
        {pending === "reject" ? (
          <Notice tone="warning" className="mb-4" data-pending="reject">
            {t("read.proposed")}
          </Notice>
        ) : null}
        <div className="grid grid-cols-1 gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="min-w-0">
            {route.length > 0 ? <ReviewRoad route={route} status={status} stageIndex={application.stageIndex} locale={locale} /> : null}
            <Card>
              <h2 className="mb-4 text-lg">
                {status === "draft" ? t("read.workingCopy") : t("read.version", { round: application.round })}
              </h2>
              <FormReading read={read} locale={locale} derived={derived} />
            </Card>
          </div>
          {timeline.length > 0 ? (
            <aside className="min-w-0">
              <h2 className="mb-3 text-lg">{t("read.timeline")}</h2>
              <ApplicationTimeline entries={timeline} criteria={criteria} />
            </aside>
          ) : null}
        </div>
      </div>
    </ClientMessages>
  );
}
