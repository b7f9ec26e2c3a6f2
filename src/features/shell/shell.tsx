import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "./brand";
import { DemoClock } from "./demo-clock";
import { LanguageSwitch } from "./language-switch";
import { BottomLinks, type NavLinkItem, SideLinks } from "./nav-links";
import type { NavigationItem } from "./navigation";
import { NoticeBell } from "./notice-bell";
import { PhoneDrawer } from "./phone-drawer";
import { RoleSwitch } from "./role-switch";
import type { ShellProps } from "./shell-props";
import { SignOut } from "./sign-out";

/** The frame of every signed-in page: who and where at the top, the places at the left (on a phone at the foot). */
export function Shell({ items, children, ...shell }: ShellProps & { items: readonly NavigationItem[]; children: ReactNode }) {
  const t = useTranslations("shell");
  const counts: Partial<Record<NavigationItem["key"], number | undefined>> = { work: shell.waiting, notices: shell.unread };
  const link = (item: NavigationItem): NavLinkItem => ({
    href: item.href,
    icon: item.icon,
    label: t(`nav.${item.key}`),
    count: counts[item.key],
  });
  const links = items.map(link);
  const words = { label: t("switchRole"), failed: t("switchFailed") };
  const home = items[0]?.href ?? "/account";
  const bell = items.some((item) => item.key === "notices");
  return (
    <div className="flex min-h-screen flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent text-white focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-4 focus:py-2"
      >
        {t("skip")}
      </a>
      {shell.demoDay ? <DemoClock day={shell.demoDay} /> : null}
      <header aria-label={t("topBar")} className="sticky top-0 z-30 border-b border-line bg-surface print:hidden">
        <div className="flex h-14 items-center justify-between gap-3 px-4 md:px-5">
          <Brand href={home} cityName={shell.cityName} />
          <div className="flex min-w-0 items-center gap-1">
            <div className="min-w-0 max-md:hidden">
              <RoleSwitch grants={shell.grants} switchRole={shell.switchRole} words={words} />
            </div>
            {bell ? <NoticeBell unread={shell.unread} /> : null}
            <LanguageSwitch className="max-md:hidden" />
            <div className="max-md:hidden">
              <SignOut accountName={shell.accountName} signOut={shell.signOut} />
            </div>
            <PhoneDrawer label={t("menu")} title={shell.accountName}>
              <div className="-mx-2.5 mb-3 border-b border-line pb-3">
                <p className="px-2.5 text-xs text-ink-3">{t("identity")}</p>
                <RoleSwitch grants={shell.grants} switchRole={shell.switchRole} words={words} />
              </div>
              <nav aria-label={t("navigation")}>
                <SideLinks items={links} />
              </nav>
              <div className="mt-3 flex flex-col items-start gap-1 border-t border-line pt-3">
                <LanguageSwitch />
                <SignOut accountName={shell.accountName} signOut={shell.signOut} />
              </div>
            </PhoneDrawer>
          </div>
        </div>
      </header>
      <div className="flex min-w-0 flex-1">
        <nav aria-label={t("navigation")} className="w-48 shrink-0 border-r border-line bg-surface p-3 max-md:hidden print:hidden">
          <div className="sticky top-[4.25rem]">
            <SideLinks items={links} />
          </div>
        </nav>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 pt-5 pb-24 outline-none md:px-6 md:pb-10 print:p-0">
          {children}
        </main>
      </div>
      <nav
        aria-label={t("navigation")}
        className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
      >
        <ul className="flex">
          <BottomLinks items={items.filter((item) => item.phone).map(link)} />
        </ul>
      </nav>
    </div>
  );
}
