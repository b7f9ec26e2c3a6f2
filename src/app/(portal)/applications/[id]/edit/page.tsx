import { getLocale, getTranslations } from "next-intl/server";
import { notFound, redirect } from "next/navigation";
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

export async function generateMetadata() {
  return { title: (await getTranslations("application"))("edit.title") };
}

/** The form. What can no longer be filled in is shown for reading instead. */
export default async function EditApplicationPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer("application.edit");
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const [t, locale, props] = await Promise.all([getTranslations("application"), getLocale(), loadFillProps(viewer, id)]);
  if (!props) redirect(`/applications/${id}`);
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
