import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PASSWORD_PROFILES } from "@/domain/password-rules";
import { roleLabel } from "@/domain/roles";
import { changePassword } from "@/features/account/actions";
import { getOwnAccount } from "@/features/account/queries";
import { PasswordForm } from "@/features/account/password-form";
import { SessionList } from "@/features/account/session-list";
import { formatDateTime } from "@/lib/format-date";
import { passwordProfile } from "@/server/deployment";
import { requireViewer } from "@/server/viewer";
import { Section } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("account.title") };
}

/** One's own account: who one is here, the password, and where one is signed in. */
export default async function AccountPage() {
  const viewer = await requireViewer("account.view");
  const [account, locale, t] = await Promise.all([getOwnAccount(viewer), getLocale(), getTranslations("account")]);
  const profile = passwordProfile();
  const facts = [
    { key: "name", term: t("account.name"), value: account.name },
    { key: "login", term: t("account.login"), value: account.login },
    { key: "identity", term: t("account.identity"), value: `${viewer.orgName} · ${roleLabel(viewer.role, locale)}` },
    { key: "changedAt", term: t("account.changedAt"), value: formatDateTime(account.passwordChangedAt, locale) },
  ];
  return (
    <div className="max-w-3xl">
      <PageHeader title={t("account.title")} />
      {viewer.mustChangePassword ? (
        <Notice tone="warning" className="mb-6" title={t(account.mustChangePassword ? "password.must" : "password.expired")}>
          {account.mustChangePassword
            ? t("password.mustText")
            : t("password.expiredText", { days: PASSWORD_PROFILES[profile].maxAgeDays ?? 0 })}
        </Notice>
      ) : (
        <DescriptionList items={facts} className="mb-8" />
      )}
      <Section title={t("password.title")} description={t("password.text")} className="mb-10">
        <PasswordForm
          action={changePassword}
          login={account.login}
          words={{
            current: t("password.current"),
            new: t("password.new"),
            repeat: t("password.repeat"),
            rule: t(`password.rule.${profile}`, { min: PASSWORD_PROFILES[profile].minLength }),
            submit: t("password.submit"),
            changed: t("password.changed"),
            show: t("password.show"),
            hide: t("password.hide"),
          }}
        />
      </Section>
      <Section title={t("sessions.title")} description={t("sessions.text")}>
        <SessionList viewer={viewer} />
      </Section>
    </div>
  );
}
