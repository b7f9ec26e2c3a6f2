/** Languages of the screens. Chinese first: every text exists in it, and it is the default. */
export type Locale = "zh-CN" | "en";

/** Names one after another: 甲、乙 or A, B. */
export function inList(names: readonly string[], locale: Locale): string {
  return names.join(locale === "en" ? ", " : "、");
}

/** What something is called and what it says: 甲：乙 or A: b. */
export function labelled(name: string, text: string, locale: Locale): string {
  return locale === "en" ? `${name}: ${text}` : `${name}：${text}`;
}
