"use client";

import type { ReactNode } from "react";
import { Brand } from "./brand";
import { DemoClock } from "./demo-clock";
import { LanguageSwitch } from "./language-switch";
import { BottomLinks, SideLinks } from "./nav-links";
import { NoticeBell } from "./notice-bell";
import { PhoneDrawer } from "./phone-drawer";
import { RoleSwitch } from "./role-switch";
import type { OtherLanguage, ShellLink, ShellProps, ShellWords } from "./shell-props";
import { SignOut } from "./sign-out";

type ShellFrameProps = ShellProps & {
  links: readonly ShellLink[];
  bell: boolean;
  language: OtherLanguage;
  words: ShellWords;
  children: ReactNode;
};

/**
 * The frame drawn from plain data. It runs in the browser as well, so that its hundred elements travel as a few words and not, each of
 * them, as part of every page.
 */
export function ShellFrame({ links, bell, language, words, children, ...shell }: ShellFrameProps) {
  const role = <RoleSwitch grants={shell.grants} switchRole={shell.switchRole} words={words} />;
  const account = <SignOut accountName={shell.accountName} signOut={shell.signOut} words={words} />;
  return (
    <div className="flex min-h-screen flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent text-white focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-4 focus:py-2"
      >
        {words.skip}
      </a>
      {shell.demoDay ? <DemoClock day={shell.demoDay} words={words} /> : null}
      <header aria-label={words.topBar} className="sticky top-0 z-30 border-b border-line bg-surface print:hidden">
        <div className="flex h-14 items-center justify-between gap-3 px-4 md:px-5">
          <Brand href={links[0]?.href ?? "/account"} cityName={shell.cityName} words={words} />
          <div className="flex min-w-0 items-center gap-1">
            <div className="min-w-0 max-md:hidden">{role}</div>
            {bell ? <NoticeBell unread={shell.unread} label={words.unread} /> : null}
            <LanguageSwitch className="max-md:hidden" other={language} />
            <div className="max-md:hidden">{account}</div>
            <PhoneDrawer label={words.menu} title={shell.accountName}>
              <div className="-mx-2.5 mb-3 border-b border-line pb-3">
                <p className="px-2.5 text-xs text-ink-3">{words.identity}</p>
                {role}
              </div>
              <nav aria-label={words.navigation}>
                <SideLinks items={links} />
              </nav>
              <div className="mt-3 flex flex-col items-start gap-1 border-t border-line pt-3">
                <LanguageSwitch other={language} />
                {account}
              </div>
            </PhoneDrawer>
          </div>
        </div>
      </header>
      <div className="flex min-w-0 flex-1">
        <nav aria-label={words.navigation} className="w-48 shrink-0 border-r border-line bg-surface p-3 max-md:hidden print:hidden">
          <div className="sticky top-[4.25rem]">
            <SideLinks items={links} />
          </div>
        </nav>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 pt-5 pb-24 outline-none md:px-6 md:pb-10 print:p-0">
          {children}
        </main>
      </div>
      <nav
        aria-label={words.navigation}
        className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
      >
        <ul className="flex">
          <BottomLinks items={links.filter((link) => link.phone)} />
        </ul>
      </nav>
    </div>
  );
}
