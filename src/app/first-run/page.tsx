import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { PASSWORD_PROFILES } from "@/domain/password-rules";
import { EntryFrame } from "@/features/account/entry-frame";
import { isFirstRunOpen } from "@/features/account/first-run";
import { openFirstCity } from "@/features/account/first-run-actions";
import { FirstRunForm } from "@/features/account/first-run-form";
import { PublicHeader } from "@/features/shell/public-header";
import { passwordProfile } from "@/server/deployment";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("firstRun.title") };
}

/** The first city of a new installation. Not there on a demo, and gone once there is an account. */
export default async function FirstRunPage() {
  if (!(await isFirstRunOpen())) notFound();
  const t = await getTranslations("account");
  const profile = passwordProfile();
  const box = (name: "token" | "cityName" | "shortName" | "prefix" | "regionCode" | "name" | "login") => ({
    name,
    label: t(`firstRun.field.${name}`),
    hint: t(`firstRun.hint.${name}`),
  });
  return (
    <EntryFrame header={<PublicHeader />} title={t("firstRun.title")} text={t("firstRun.text")} wide>
      <FirstRunForm
        action={openFirstCity}
        groups={[
          { title: t("firstRun.group.token"), boxes: [{ ...box("token"), secret: true }] },
          { title: t("firstRun.group.city"), boxes: [box("cityName"), box("shortName"), box("prefix"), box("regionCode")] },
          {
            title: t("firstRun.group.admin"),
            boxes: [
              { ...box("name"), complete: "name" },
              { ...box("login"), complete: "username" },
              {
                name: "password",
                label: t("password.new"),
                hint: t(`password.rule.${profile}`, { min: PASSWORD_PROFILES[profile].minLength }),
                complete: "new-password",
                secret: true,
              },
              { name: "repeatPassword", label: t("password.repeat"), complete: "new-password", secret: true },
            ],
          },
        ]}
        words={{ submit: t("firstRun.submit"), show: t("password.show"), hide: t("password.hide") }}
      />
    </EntryFrame>
  );
}
