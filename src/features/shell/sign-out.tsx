import Link from "next/link";
import { buttonClass } from "@/ui/button-class";
import { Icon } from "@/ui/icon";
import type { ShellProps, ShellWords } from "./shell-props";

type SignOutProps = Pick<ShellProps, "accountName" | "signOut"> & { words: Pick<ShellWords, "myAccount" | "signOut"> };

/** The person's own page, and the way out. */
export function SignOut({ accountName, signOut, words }: SignOutProps) {
  return (
    <div className="flex items-center gap-1">
      <Link href="/account" prefetch={false} title={words.myAccount} className={buttonClass("quiet", "sm")}>
        <Icon name="user" />
        {accountName}
      </Link>
      {signOut ? (
        <form action={signOut}>
          <button type="submit" data-action="sign-out" className={buttonClass("quiet", "sm")}>
            <Icon name="signOut" />
            {words.signOut}
          </button>
        </form>
      ) : null}
    </div>
  );
}
