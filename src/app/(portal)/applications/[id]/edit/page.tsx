import { getLocale, getTranslations } from "next-intl/server";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { signInHere } from "@/features/account/sign-in-actions";
import { openWholeForm } from "@/features/application/actions";
import { FilingForm } from "@/features/application/fill/filing-form";
import { DeleteDraft } from "@/features/application/lead-actions";
import { loadFillProps } from "@/features/application/queries";
import { can } from "@/domain/permissions";
import { enumLabel } from "@/domain/enumerations";
import type { Locale } from "@/domain/locale";
import { STATUS_TONES } from "@/domain/status-tones";
import { formatDateTime } from "@/lib/format-date";
import { ClientMessages } from "@/server/client-messages";
import { requireViewer } from "@/server/viewer";
import { PageHeader } from "@/ui/page-header";
import { StatusTag } from "@/ui/status-tag";

type Props = { params: Promise<{ id: string }> };

/** Once a request, for the title and the page: the title must not say more than the page. */
const load = cache(async (id: string) => {
  const viewer = await requireViewer("application.edit");
  const props = z.uuid().safeParse(id).success ? await loadFillProps(viewer, id, (await getLocale()) as Locale) : null;
  return props ? { viewer, props } : notFound();
});

export async function generateMetadata({ params }: Props) {
  await load((await params).id);
  return { title: (await getTranslations("application"))("edit.title") };
}

/** The form. What can no longer be filled in is shown for reading instead. */
export default async function EditApplicationPage({ params }: Props) {
  const { id } = await params;
  const { viewer, props } = await load(id);
  if (props === "closed") redirect(`/applications/${id}`);
  const [t, locale] = await Promise.all([getTranslations("application"), getLocale()]);
  const { application } = props;
  const deletable = application.status === "draft" && application.number === null && can(viewer.role, "application.create");
  return (
    <ClientMessages areas={["application"]}>
      <PageHeader
        title={t("edit.title")}
        crumbs={[{ href: "/applications", label: t("list.title") }]}
        meta={
          <>
            <StatusTag tone={STATUS_TONES[application.status as keyof typeof STATUS_TONES]}>
              {enumLabel("applicationState", application.status, locale as Locale)}
            </StatusTag>
            <span>{application.batchTitle}</span>
            {application.number ? <span>{t("list.number", { number: application.number })}</span> : null}
            <span>{t("edit.closes", { at: formatDateTime(application.closesAt, locale) })}</span>
          </>
        }
      />
      <FilingForm {...props} signIn={signInHere} openWhole={openWholeForm} more={deletable ? <DeleteDraft id={id} /> : null} />
    </ClientMessages>
  );
}
