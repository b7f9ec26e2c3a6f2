import { fieldAt } from "../application-form";
import { enumLabel, type EnumName } from "../enumerations";
import type { Locale } from "../locale";

/** Labels in the language of the message. */
export type CheckText = {
  /** labels of one key or of several; nothing selected gives `none` */
  labels: (name: EnumName, keys: unknown, none?: string) => readonly string[];
  fieldLabels: (paths: readonly string[]) => readonly string[];
  pick: (zh: string, en: string) => string;
  /** between the entries of a list */
  separator: string;
};

function build(locale: Locale): CheckText {
  const pick = (zh: string, en: string) => (locale === "en" ? en : zh);
  return {
    labels: (name, keys, none = "") => {
      const list = (Array.isArray(keys) ? keys : [keys]).filter((key) => typeof key === "string" && key !== "");
      return list.length === 0 ? [none] : list.map((key: string) => enumLabel(name, key, locale));
    },
    fieldLabels: (paths) =>
      paths.map((path) => {
        const field = fieldAt(path);
        return field ? pick(field.label, field.labelEn) : path;
      }),
    pick,
    separator: pick("、", ", "),
  };
}

/** The labels of each language. */
export const CHECK_TEXTS: Record<Locale, CheckText> = { "zh-CN": build("zh-CN"), en: build("en") };
