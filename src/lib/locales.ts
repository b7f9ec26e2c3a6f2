/** The languages on screen, the default first. */
export const LOCALES = ["zh-CN", "en"] as const;

export type Locale = (typeof LOCALES)[number];

/** The cookie that remembers the choice; no language stands in an address. */
export const LOCALE_COOKIE = "locale";

/** The language asked for if we have it, otherwise the default. */
export function localeOrDefault(value: string | undefined): Locale {
  return LOCALES.find((locale) => locale === value) ?? LOCALES[0];
}
