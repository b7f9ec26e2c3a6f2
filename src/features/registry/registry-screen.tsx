import { getLocale, getTranslations } from "next-intl/server";
import { can } from "@/domain/permissions";
import type { Viewer } from "@/domain/viewer";
import { localeOrDefault } from "@/lib/locales";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { LinkButton } from "@/ui/link-button";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";
import { EMPTY_FORM } from "@/lib/form-state";
import { saveColumns } from "./actions";
import { ColumnChooser } from "./column-chooser";
import { ExportMenu } from "./export-menu";
import { FilterBar } from "./filter-bar";
import { loadRegistryView, type RegistryView } from "./queries";
import { REGISTRY_LISTS, type RegistryKey } from "./registry-lists";
import { placeText, registryHref } from "./registry-params";
import { RegistryTable } from "./registry-table";

type RegistryScreenProps = { viewer: Viewer; registry: RegistryKey; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The action itself, so that nothing stands between the form and its wrapper; what it answers shows on the page made anew. */
const save = saveColumns.bind(null, EMPTY_FORM) as unknown as (form: FormData) => Promise<void>;

/** One registry: filter, columns, export, rows, paging. Works without script from end to end. */
export async function RegistryScreen({ viewer, registry, searchParams }: RegistryScreenProps) {
  const list = REGISTRY_LISTS[registry];
  const view = await loadRegistryView(viewer, list, await searchParams);
  const locale = localeOrDefault(await getLocale());
  const t = await getTranslations("registry");
  const set = view.batches[0]?.criteriaSet;
  const title = t(`${registry}.title`, { set: (locale === "en" ? set?.titleEn : set?.title) ?? "" });
  const { page, total, params } = view;
  const href = (place: RegistryView["page"]["next"]) => (place ? registryHref(list, params, { at: placeText(place) }) : undefined);
  return (
    <>
      <PageHeader
        title={title}
        meta={
          <span data-registry-total={total.more ? "over" : total.n}>
            {total.more ? t("totalOver", { cap: total.n }) : t("total", { total: total.n })}
          </span>
        }
        description={t(`${registry}.description`)}
        actions={
          page.rows.length > 0 ? (
            <>
              <ColumnChooser
                list={list}
                batch={list.ofOneBatch ? params.batch : undefined}
                columns={view.allColumns}
                shown={view.columns}
                locale={locale}
                save={save}
              />
              {can(viewer.role, "registry.export") ? (
                <ExportMenu
                  list={list}
                  params={params}
                  shown={view.columns.length}
                  all={view.allColumns.length}
                  mayUnmask={can(viewer.role, "registry.exportUnmasked")}
                />
              ) : null}
            </>
          ) : undefined
        }
      />
      <FilterBar list={list} request={view} options={view.options} locale={locale} />
      <Card flush className="overflow-hidden">
        {page.rows.length > 0 ? (
          <RegistryTable list={list} request={view} caption={title} columns={view.columns} rows={page.rows} locale={locale} />
        ) : (
          <Nothing view={view} />
        )}
      </Card>
      {page.rows.length > 0 || page.partial || !view.isFirst ? (
        <Pagination
          previousHref={href(page.previous) ?? (page.rows.length > 0 || view.isFirst ? undefined : registryHref(list, params))}
          nextHref={href(page.next)}
          shown={page.rows.length}
          partial={page.partial}
          {...(total.more ? {} : { total: total.n })}
        />
      ) : null}
    </>
  );
}

async function Nothing({ view: { list, params, allColumns, page, isFirst } }: { view: RegistryView }) {
  const t = await getTranslations("registry.empty");
  if (allColumns.length === 0) return <EmptyState title={t("noBatch")} description={t("noBatchDescription")} />;
  const filtered = Object.keys(params).some((name) => name !== "sort" && !(name === "batch" && list.ofOneBatch));
  if (!filtered) return <EmptyState title={t("title")} description={t("description")} />;
  const nothing = page.partial ? "notYet" : isFirst ? "filtered" : "noMore";
  return (
    <EmptyState
      title={t(nothing)}
      description={t(`${nothing}Description`)}
      drawing="search"
      action={<LinkButton href={list.path}>{t("clear")}</LinkButton>}
    />
  );
}
