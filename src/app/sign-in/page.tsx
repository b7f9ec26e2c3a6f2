import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { signIn } from "@/features/account/sign-in-actions";
import { SignInForm } from "@/features/account/sign-in-form";
import { EntryFrame } from "@/features/account/entry-frame";
import { PublicHeader } from "@/features/shell/public-header";
import { ownPath } from "@/lib/own-path";
import { isDemo } from "@/server/deployment";
import { publicPage } from "@/features/shell/public-page";
import { getViewer } from "@/server/viewer";
import { Notice } from "@/ui/notice";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return publicPage("/sign-in", { title: t("signIn.title"), description: t("signIn.description") });
}

/** Account and password. Somebody who is signed in already goes on to where they wanted to be. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [query, viewer, t] = await Promise.all([searchParams, getViewer(), getTranslations("account")]);
  const next = ownPath(query["next"]) ?? undefined;
  if (viewer) redirect(next ?? "/");
  return (
    <EntryFrame header={<PublicHeader />} title={t("signIn.title")} text={next ? t("signIn.again") : undefined} footer={t("signIn.help")}>
      <SignInForm
        action={signIn}
        next={next}
        words={{
          login: t("signIn.login"),
          password: t("signIn.password"),
          show: t("password.show"),
          hide: t("password.hide"),
          submit: t("signIn.submit"),
        }}
      />
      {isDemo() ? (
        <Notice tone="info" className="mt-5" title={t("signIn.demoTitle")}>
          {t("signIn.demoText")}
        </Notice>
      ) : null}
    </EntryFrame>
  );
}
