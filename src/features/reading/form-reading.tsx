import { useTranslations } from "next-intl";
import { FORM } from "@/domain/application-form";
import { DERIVED_NUMBERS } from "@/domain/derived-numbers";
import { labelOf } from "@/domain/field-text";
import type { FormField } from "@/domain/form-field";
import type { Locale } from "@/domain/locale";
import { sentOnce } from "@/lib/sent-once";
import { FormBox } from "./reading-box";
import type { ReadField } from "./reading-markup";

export type FormReadingProps = {
  /** readingOf() of the filing */
  read: (field: FormField) => ReadField;
  locale: Locale;
  /** derived numbers of the snapshot, left out for a draft */
  derived?: Readonly<Record<string, string | number>>;
};

/** The whole form as it was filed, section by section, for the lead, the reviewer and the registry alike. Nothing can be typed. */
export function FormReading({ read, locale, derived }: FormReadingProps) {
  const t = useTranslations("reading");
  const sections = FORM.sections.map((section) => ({
    key: section.key,
    label: labelOf(section, locale),
    fields: section.fields.map(read),
  }));
  const numbers = DERIVED_NUMBERS.map(({ key, unit, ...number }) => ({
    key,
    label: labelOf(number, locale),
    value: String(derived?.[key] ?? ""),
    ...(unit ? { unit } : {}),
  }));
  return <FormBox form={sentOnce({ sections, derived: derived ? { title: t("derived"), numbers } : null })} />;
}
