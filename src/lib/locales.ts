/** The languages on screen, the default first. */
export const LOCALES = ["zh-CN", "en"] as const;

export type Locale = (typeof LOCALES)[number];

/** The cookie that remembers the choice; no language stands in an address. */
export const LOCALE_COOKIE = "locale";
const CHOICE = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=([\\w-]+)`);

/** The language that a request's header of cookies asks for, where no page of the framework reads it. */
export function localeOfCookies(header: string | null | undefined): Locale {
  return localeOrDefault(CHOICE.exec(header ?? "")?.[1]);
}

/** The language asked for if we have it, otherwise the default. */
export function localeOrDefault(value: string | undefined): Locale {
  return LOCALES.find((locale) => locale === value) ?? LOCALES[0];
}
