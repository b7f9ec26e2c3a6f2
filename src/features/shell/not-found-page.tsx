import { useUiTextIfAny } from "@/ui/ui-text";
import { NotFoundText } from "./not-found-text";
import { PublicFrame } from "./public-frame";
import { PublicHead } from "./public-head";

/**
 * The same answer where nobody is signed in, or the address is of no page at all. Nothing where the framework draws it without the root
 * layout, as it does for what looks like the call of an action and is none: nobody reads that.
 */
export function NotFoundPage() {
  const text = useUiTextIfAny();
  if (!text) return null;
  const { product, shortProduct, otherLocale, otherLanguage } = text;
  return (
    <PublicFrame head={<PublicHead words={{ product, shortProduct }} language={{ locale: otherLocale, label: otherLanguage }} />}>
      <NotFoundText />
    </PublicFrame>
  );
}
