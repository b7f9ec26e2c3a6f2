import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "./brand";
import { LanguageSwitch, otherLanguage } from "./language-switch";

/** The head of pages that need no sign-in: the name of the product and the language. */
export async function PublicHeader() {
  const [t, shell, locale] = await Promise.all([getTranslations("common"), getTranslations("shell"), getLocale()]);
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-4 px-5 py-4 print:hidden">
      <Link href="/" prefetch={false} className="flex items-center gap-2.5 rounded-md font-semibold touch:min-h-11">
        <BrandMark />
        <span className="max-sm:hidden">{t("product.name")}</span>
        <span className="sm:hidden">{t("product.shortName")}</span>
      </Link>
      <LanguageSwitch other={otherLanguage(locale, shell("otherLanguage"))} />
    </header>
  );
}

/** The frame of pages that need no sign-in: nothing to be lost in. */
export function PublicFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-screen flex-col">
      <PublicHeader />
      <main className="mx-auto flex w-full max-w-6xl flex-1 flex-col px-5 pb-12">{children}</main>
    </div>
  );
}
