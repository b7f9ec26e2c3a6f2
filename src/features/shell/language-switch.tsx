"use client";

import { buttonClass } from "@/ui/button-class";
import { Icon } from "@/ui/icon";
import { useUiText } from "@/ui/ui-text";

/** To the language that the page is not in, named in itself. A plain form, so that it works before and without script. The answer leads back to the same page. */
export function LanguageSwitch({ className }: { className?: string }) {
  const other = useUiText().language;
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
