import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { BrandMark } from "@/features/shell/brand";
import { LanguageSwitch } from "@/features/shell/language-switch";
import { homeFor } from "@/features/shell/navigation";
import { getViewer } from "@/server/viewer";
import { LinkButton } from "@/ui/link-button";

/** The front door: what this is, and the way in. Who is signed in goes straight to their work. */
export default async function LandingPage() {
  const viewer = await getViewer();
  if (viewer) redirect(homeFor(viewer.role));
  const [t, common] = await Promise.all([getTranslations("shell"), getTranslations("common")]);
  return (
    <div className="flex min-h-screen flex-col">
      <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-4 px-5 py-4">
        <span className="flex items-center gap-2.5 font-semibold">
          <BrandMark />
          <span className="max-sm:hidden">{common("product.name")}</span>
          <span className="sm:hidden">{common("product.shortName")}</span>
        </span>
        <LanguageSwitch />
      </header>
      <main className="mx-auto w-full max-w-6xl flex-1 px-5">
        <div className="border-b border-line py-12 md:py-20">
          <h1 className="max-w-3xl text-[2rem] leading-tight md:text-[2.75rem]">{common("product.name")}</h1>
          <p className="mt-4 text-xl text-accent">{t("landing.lead")}</p>
          <p className="mt-4 max-w-2xl text-lg text-ink-2">{t("landing.text")}</p>
          <div className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3">
            <LinkButton href="/sign-in" variant="primary" size="lg">
              {t("signIn")}
            </LinkButton>
            <p className="text-sm text-ink-3">{t("landing.help")}</p>
          </div>
        </div>
        <div className="grid gap-8 py-10 md:grid-cols-3 md:py-14">
          {(["first", "second", "third"] as const).map((key) => (
            <div key={key} className="border-t-2 border-accent pt-4">
              <h2 className="text-lg">{t(`landing.${key}.title`)}</h2>
              <p className="mt-2 text-ink-2">{t(`landing.${key}.text`)}</p>
            </div>
          ))}
        </div>
      </main>
    </div>
  );
}
