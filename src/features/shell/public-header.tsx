import { getLocale, getTranslations } from "next-intl/server";
import { otherLanguage } from "./language-switch";
import { PublicHead } from "./public-head";

/** The head of pages that need no sign-in, worded. */
export async function PublicHeader() {
  const [t, shell, locale] = await Promise.all([getTranslations("common"), getTranslations("shell"), getLocale()]);
  const words = { product: t("product.name"), shortProduct: t("product.shortName") };
  return <PublicHead words={words} language={otherLanguage(locale, shell("otherLanguage"))} />;
}
