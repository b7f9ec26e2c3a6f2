import { useTranslations } from "next-intl";
import Link from "next/link";
import { buttonClass } from "@/ui/button-class";
import { Icon } from "@/ui/icon";

/** The person's own page, and the way out. */
export function SignOut({ accountName, signOut }: { accountName: string; signOut: (() => Promise<void>) | undefined }) {
  const t = useTranslations("shell");
  return (
    <div className="flex items-center gap-1">
      <Link href="/account" prefetch={false} title={t("myAccount")} className={buttonClass("quiet", "sm")}>
        <Icon name="user" />
        {accountName}
      </Link>
      {signOut ? (
        <form action={signOut}>
          <button type="submit" data-action="sign-out" className={buttonClass("quiet", "sm")}>
            <Icon name="signOut" />
            {t("signOut")}
          </button>
        </form>
      ) : null}
    </div>
  );
}
