import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { otherLanguage } from "./language-switch";
import type { NavigationItem } from "./navigation";
import { ShellFrame } from "./shell-frame";
import type { ShellLink, ShellProps } from "./shell-props";

/** The frame of every signed-in page, worded: who and where at the top, the places at the left (on a phone at the foot). */
export function Shell({ items, children, ...shell }: ShellProps & { items: readonly NavigationItem[]; children: ReactNode }) {
  const [t, common, locale] = [useTranslations("shell"), useTranslations("common"), useLocale()];
  const counts: Partial<Record<NavigationItem["key"], number | undefined>> = { work: shell.waiting, notices: shell.unread };
  const links = items.map(({ key, href, icon, phone }): ShellLink => ({ href, icon, phone, label: t(`nav.${key}`), count: counts[key] }));
  const current = shell.grants.find((grant) => grant.current);
  return (
    <ShellFrame
      {...shell}
      links={links}
      bell={items.some(({ key }) => key === "notices")}
      language={otherLanguage(locale, t("otherLanguage"))}
      words={{
        product: common("product.name"),
        shortProduct: common("product.shortName"),
        skip: t("skip"),
        topBar: t("topBar"),
        menu: t("menu"),
        navigation: t("navigation"),
        identity: t("identity"),
        switchRole: current ? t("switchRoleOf", { org: current.orgName, role: current.roleName }) : "",
        switchFailed: t("switchFailed"),
        myAccount: t("myAccount"),
        signOut: t("signOut"),
        unread: t("unread", { count: shell.unread }),
        demoClock: shell.demoDay ? t("demoClock", { day: shell.demoDay }) : "",
        demoNote: shell.demoDay ? t("demoNote") : "",
      }}
    >
      {children}
    </ShellFrame>
  );
}
