import { buttonClass } from "@/ui/button-class";
import { Icon } from "@/ui/icon";
import type { OtherLanguage } from "./shell-props";

/** The language to change to, named in itself by the messages of the one in force. */
export function otherLanguage(locale: string, label: string): OtherLanguage {
  return { locale: locale === "en" ? "zh-CN" : "en", label };
}

/** A plain form, so that it works before and without script. The answer leads back to the same page. */
export function LanguageSwitch({ other, className }: { other: OtherLanguage; className?: string }) {
  return (
    <form action="/api/locale" method="post" className={className}>
      <button
        type="submit"
        name="locale"
        value={other.locale}
        lang={other.locale}
        data-action="language"
        className={buttonClass("quiet", "sm")}
      >
        <Icon name="globe" />
        {other.label}
      </button>
    </form>
  );
}
