import { getLocale, getTranslations } from "next-intl/server";
import { BatchChoice } from "@/features/application/batch-choice";
import { loadOpenBatches } from "@/features/application/queries";
import { ClientMessages } from "@/server/client-messages";
import { requireViewer } from "@/server/viewer";
import { PageHeader } from "@/ui/page-header";

export async function generateMetadata() {
  return { title: (await getTranslations("application"))("new.title") };
}

/** Chooses the batch of a new application, with its rules. */
export default async function NewApplicationPage() {
  const viewer = await requireViewer("application.create");
  const [t, locale, batches] = await Promise.all([getTranslations("application"), getLocale(), loadOpenBatches(viewer)]);
  return (
    <ClientMessages areas={["application"]}>
      <PageHeader title={t("new.title")} crumbs={[{ href: "/applications", label: t("list.title") }]} description={t("new.lead")} />
      <BatchChoice batches={batches} locale={locale} />
    </ClientMessages>
  );
}
