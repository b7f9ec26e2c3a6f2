import { useUiText } from "@/ui/ui-text";
import { NotFoundText } from "./not-found-text";
import { PublicFrame } from "./public-frame";
import { PublicHead } from "./public-head";

/** The same answer where nobody is signed in, or the address is of no page at all. */
export function NotFoundPage() {
  const { product, shortProduct, otherLocale, otherLanguage } = useUiText();
  return (
    <PublicFrame head={<PublicHead words={{ product, shortProduct }} language={{ locale: otherLocale, label: otherLanguage }} />}>
      <NotFoundText />
    </PublicFrame>
  );
}
