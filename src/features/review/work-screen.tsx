import { getLocale, getTranslations } from "next-intl/server";
import Form from "next/form";
import { listWork, type Waiting, WAITING_CAP, WORK_TABS } from "@/data/work-list";
import { readInScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { businessToday } from "@/server/business-clock";
import { getDesk } from "@/server/desk";
import { localeOrDefault } from "@/lib/locales";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { Field } from "@/ui/field";
import { LinkButton } from "@/ui/link-button";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";
import { Tabs } from "@/ui/tabs";
import { TextInput } from "@/ui/text-input";
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
      <PageHeader title={t("work.title")} meta={<span>{viewer.orgName}</span>} />
      <Tabs
        label={t("work.tabs")}
        tabs={WORK_TABS.map((tab) => ({
          href: workHref({ tab }),
          label: t(`work.tab.${tab}`),
          count: counts[tab],
          countCap: WAITING_CAP,
          current: tab === params.tab,
        }))}
      />
      <Form action="/work" className="my-3 flex items-end gap-2 print:hidden">
        {params.tab === "pending" ? null : <input type="hidden" name="tab" value={params.tab} />}
        <Field id="work-q" label={t("work.search")} hideLabel className="min-w-0 flex-1 sm:max-w-96">
          <TextInput id="work-q" name="q" type="search" defaultValue={params.text} placeholder={t("work.search")} maxLength={100} />
        </Field>
        <Button type="submit" icon="search">
          {t("work.find")}
        </Button>
        {params.text ? (
          <LinkButton href={workHref({ tab: params.tab })} variant="quiet">
            {t("work.clear")}
          </LinkButton>
        ) : null}
      </Form>
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
