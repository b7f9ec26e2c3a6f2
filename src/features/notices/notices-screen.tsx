import { getLocale, getTranslations } from "next-intl/server";
import { listNotices, type NoticeRow } from "@/data/notices";
import { withScope } from "@/data/with-scope";
import { enumLabel } from "@/domain/enumerations";
import { can } from "@/domain/permissions";
import type { Viewer } from "@/domain/viewer";
import { cn } from "@/lib/cn";
import { formatDate, formatDateTime } from "@/lib/format-date";
import { EMPTY_FORM } from "@/lib/form-state";
import { decodePlace } from "@/lib/keyset";
import { type Locale, localeOrDefault } from "@/lib/locales";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";
import { SubmitButton } from "@/ui/submit-button";
import { Tabs } from "@/ui/tabs";
import { readAllNotices } from "./actions";
import { NoticeLink } from "./notice-link";

async function markAllRead(form: FormData): Promise<void> {
  "use server";
  await readAllNotices(EMPTY_FORM as never, form);
}

/** 消息: what happened to the cases of this organisation, newest first. Opening one marks it as read. */
export async function NoticesScreen({ viewer, filter }: { viewer: Viewer; filter: { unread: boolean; after: string } }) {
  const t = await getTranslations("notices");
  const locale = localeOrDefault(await getLocale());
  const page = await withScope(viewer.scope, (tx) =>
    listNotices(tx, viewer, { unreadOnly: filter.unread, after: decodePlace(filter.after) }),
  );
  const base = filter.unread ? "/notices?unread=1" : "/notices";
  const hasUnread = page.rows.some((row) => row.readAt === null);
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t("title")}
        meta={<span>{viewer.orgName}</span>}
        actions={
          hasUnread ? (
            <form action={markAllRead}>
              <SubmitButton variant="secondary" icon="check" data-action="read-all">
                {t("readAll")}
              </SubmitButton>
            </form>
          ) : undefined
        }
      />
      <Tabs
        label={t("tabs")}
        className="mb-3"
        tabs={[
          { href: "/notices", label: t("all"), current: !filter.unread },
          { href: "/notices?unread=1", label: t("unread"), current: filter.unread },
        ]}
      />
      <Card flush>
        {page.rows.length > 0 ? (
          <ul className="divide-y divide-line">
            {page.rows.map((row) => (
              <li key={row.id} data-notice={row.kind} data-read={row.readAt ? "true" : "false"}>
                <NoticeLink
                  id={row.id}
                  href={can(viewer.role, "review.view") ? `/review/${row.applicationId}` : `/applications/${row.applicationId}`}
                  unread={row.readAt === null}
                  className="flex items-start gap-3 px-4 py-3 hover:bg-accent-soft focus-visible:-outline-offset-2"
                >
                  <span aria-hidden="true" className={cn("mt-2 size-2 shrink-0 rounded-full", row.readAt ? "bg-line" : "bg-accent")} />
                  <span className="min-w-0 flex-1">
                    <span className={cn("block break-words", !row.readAt && "font-semibold")}>
                      {row.readAt ? null : <span className="sr-only">{t("isUnread")} </span>}
                      {t(`kind.${row.kind}`, {
                        ...words(row, locale),
                        proposal: t(`proposal.${row.params.proposal}`),
                      })}
                    </span>
                    <span className="block text-sm text-ink-3">
                      <span className="tabular-nums">{row.params.number}</span> · {formatDateTime(row.createdAt, locale)}
                    </span>
                  </span>
                </NoticeLink>
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState title={t(filter.unread ? "emptyUnread" : "empty")} description={t("emptyText")} />
        )}
      </Card>
      {page.rows.length > 0 ? (
        <Pagination
          shown={page.rows.length}
          previousHref={filter.after ? base : undefined}
          nextHref={page.next ? `${base}${filter.unread ? "&" : "?"}after=${page.next}` : undefined}
        />
      ) : null}
    </div>
  );
}

function words(row: NoticeRow, locale: Locale) {
  return {
    studio: row.params.studio,
    stage: row.params.stage ? enumLabel("stage", row.params.stage, locale) : "",
    dueOn: row.params.dueOn ? formatDate(row.params.dueOn, locale) : "",
  };
}
