import { getLocale, getTranslations } from "next-intl/server";
import { listWork, type Waiting, WAITING_CAP, WORK_TABS } from "@/data/work-list";
import { readInScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { businessToday } from "@/server/business-clock";
import { getDesk } from "@/server/desk";
import { localeOrDefault } from "@/lib/locales";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { Pagination } from "@/ui/pagination";
import { WorkHead } from "./work-head";
import { workHref, type WorkParams } from "./work-params";
import { WorkTable } from "./work-table";

const NOTHING_WAITS: Waiting = { pending: 0, returned: 0 };

/** 待办: what waits for this union, what it returned, what it has decided, everything of its subtree. */
export async function WorkScreen({ viewer, params }: { viewer: Viewer; params: WorkParams }) {
  const t = await getTranslations("review");
  const locale = localeOrDefault(await getLocale());
  const [desk, page] = await Promise.all([getDesk(viewer), readInScope(viewer.scope, (tx) => listWork(tx, viewer, params))]);
  const waiting = desk.waiting ?? NOTHING_WAITS;
  const counts = { pending: waiting.pending, returned: waiting.returned, done: undefined, all: undefined };
  const nothing = page.partial ? "notYetFound" : params.after ? "noMore" : params.text ? "nothingFound" : null;
  return (
    <>
      <WorkHead
        orgName={viewer.orgName}
        tabs={WORK_TABS.map((tab) => ({
          href: workHref({ tab }),
          label: t(`work.tab.${tab}`),
          count: counts[tab],
          countCap: WAITING_CAP,
          current: tab === params.tab,
        }))}
        tab={params.tab === "pending" ? undefined : params.tab}
        text={params.text}
        allHref={workHref({ tab: params.tab })}
        words={{
          title: t("work.title"),
          tabs: t("work.tabs"),
          search: t("work.search"),
          find: t("work.find"),
          clear: t("work.clear"),
        }}
      />
      <Card flush className="overflow-hidden">
        {page.rows.length > 0 ? (
          <WorkTable rows={page.rows} tab={params.tab} today={businessToday()} locale={locale} caption={t("work.title")} />
        ) : (
          <EmptyState
            title={t(nothing ? `work.${nothing}` : `work.empty.${params.tab}.title`)}
            description={t(nothing ? `work.${nothing}Text` : `work.empty.${params.tab}.text`)}
          />
        )}
      </Card>
      {page.rows.length > 0 || page.next || params.after ? (
        <Pagination
          shown={page.rows.length}
          partial={page.partial}
          previousHref={params.after ? workHref({ tab: params.tab, text: params.text }) : undefined}
          nextHref={page.next ? workHref({ tab: params.tab, text: params.text, after: page.next }) : undefined}
        />
      ) : null}
    </>
  );
}
