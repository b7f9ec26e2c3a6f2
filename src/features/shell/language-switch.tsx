import { useLocale, useTranslations } from "next-intl";
import { buttonClass } from "@/ui/button-class";
import { Icon } from "@/ui/icon";

/** A plain form, so that it works before and without script. The answer leads back to the same page. */
export function LanguageSwitch({ className }: { className?: string }) {
  const t = useTranslations("shell");
  const other = useLocale() === "en" ? "zh-CN" : "en";
  return (
    <form action="/api/locale" method="post" className={className}>
      <button type="submit" name="locale" value={other} lang={other} data-action="language" className={buttonClass("quiet", "sm")}>
        <Icon name="globe" />
        {t("otherLanguage")}
      </button>
    </form>
  );
}
