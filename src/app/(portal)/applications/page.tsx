import { getLocale, getTranslations } from "next-intl/server";
import { ApplicationList } from "@/features/application/application-list";
import { loadOwnApplications } from "@/features/application/queries";
import { can } from "@/domain/permissions";
import { businessNow } from "@/server/business-clock";
import { requireViewer } from "@/server/viewer";
import { LinkButton } from "@/ui/link-button";
import { PageHeader } from "@/ui/page-header";

export async function generateMetadata() {
  return { title: (await getTranslations("application"))("list.title") };
}

/** 我的申报: what the studio has filed and what comes next. */
export default async function ApplicationsPage() {
  const viewer = await requireViewer("application.edit");
  const [t, locale, rows] = await Promise.all([getTranslations("application"), getLocale(), loadOwnApplications(viewer)]);
  const create = can(viewer.role, "application.create") ? (
    <LinkButton href="/applications/new" variant="primary" icon="plus" data-action="new-application">
      {t("list.new")}
    </LinkButton>
  ) : null;
  return (
    <>
      <PageHeader title={t("list.title")} description={viewer.orgName} actions={rows.length > 0 ? create : null} />
      <ApplicationList rows={rows} now={businessNow()} locale={locale} create={create} />
    </>
  );
}
