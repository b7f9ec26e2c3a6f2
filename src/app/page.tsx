import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { homeFor } from "@/features/shell/navigation";
import { PublicFrame } from "@/features/shell/public-frame";
import { PublicHeader } from "@/features/shell/public-header";
import { RoadCard } from "@/features/shell/road-card";
import { publicPage } from "@/features/shell/public-page";
import { getViewer } from "@/server/viewer";
import { LinkButton } from "@/ui/link-button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return publicPage("/", { description: t("landing.text") });
}

/** The front door: what this is, and the way in. Who is signed in goes straight to their work. */
export default async function LandingPage() {
  const viewer = await getViewer();
  if (viewer) redirect(homeFor(viewer.role));
  const [t, common] = await Promise.all([getTranslations("shell"), getTranslations("common")]);
  return (
    <PublicFrame head={<PublicHeader />}>
      <div className="grid items-center gap-x-16 gap-y-10 py-8 md:grid-cols-[1fr_20rem] md:py-14">
        <div>
          <h1 className="text-[1.75rem] leading-tight md:text-[2.5rem]">{common("product.name")}</h1>
          <p className="mt-3 text-xl [word-break:keep-all] text-accent">{t("landing.lead")}</p>
          <p className="mt-4 max-w-2xl text-lg text-ink-2">{t("landing.text")}</p>
          <div className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3">
            <LinkButton href="/sign-in" variant="primary" size="lg">
              {t("signIn")}
            </LinkButton>
            <p className="text-sm text-ink-3">{t("landing.help")}</p>
          </div>
        </div>
        <RoadCard />
      </div>
      <div className="grid gap-8 border-t border-line py-10 md:grid-cols-3">
        {(["first", "second", "third"] as const).map((key) => (
          <div key={key}>
            <h2 className="text-lg">{t(`landing.${key}.title`)}</h2>
            <p className="mt-1.5 text-ink-2">{t(`landing.${key}.text`)}</p>
          </div>
        ))}
      </div>
    </PublicFrame>
  );
}
