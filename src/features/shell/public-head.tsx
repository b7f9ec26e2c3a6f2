import Link from "next/link";
import { BrandMark } from "./brand";
import { LanguageSwitch } from "./language-switch";
import type { OtherLanguage, ShellWords } from "./shell-props";

type PublicHeadProps = { words: Pick<ShellWords, "product" | "shortProduct">; language: OtherLanguage };

/** The head of pages that need no sign-in: the name of the product and the language. */
export function PublicHead({ words, language }: PublicHeadProps) {
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-4 px-5 py-4 print:hidden">
      <Link href="/" prefetch={false} className="flex items-center gap-2.5 rounded-md font-semibold touch:min-h-11">
        <BrandMark />
        <span className="max-sm:hidden">{words.product}</span>
        <span className="sm:hidden">{words.shortProduct}</span>
      </Link>
      <LanguageSwitch other={language} />
    </header>
  );
}
