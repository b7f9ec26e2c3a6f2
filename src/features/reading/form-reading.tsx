import { useTranslations } from "next-intl";
import { FORM } from "@/domain/application-form";
import { DERIVED_NUMBERS } from "@/domain/derived-numbers";
import { type FieldNames, labelOf } from "@/domain/field-text";
import type { Filing } from "@/domain/form-content";
import { FieldReading } from "./field-reading";

export type FormReadingProps = {
  filing: Filing;
  names: FieldNames;
  /** derived numbers of the snapshot, left out for a draft */
  derived?: Readonly<Record<string, string | number>>;
};

/** The whole form as it was filed, section by section, for the lead, the reviewer and the registry alike. Nothing can be typed. */
export function FormReading({ filing, names, derived }: FormReadingProps) {
  const t = useTranslations("reading");
  return (
    <div className="flex flex-col gap-6">
      {FORM.sections.map((section, index) => (
        <section key={section.key} data-section={section.key} aria-labelledby={`reading-${section.key}`} className="min-w-0">
          <h3 id={`reading-${section.key}`} className="mb-2 scroll-mt-20 border-b border-line pb-1 text-base">
            <span className="mr-1.5 text-ink-3 tabular-nums">{index + 1}</span>
            {labelOf(section, names.locale)}
          </h3>
          <div className="grid grid-cols-1 gap-x-8 gap-y-2 md:grid-cols-2">
            {section.fields.map((field) => (
              <FieldReading key={field.path} field={field} filing={filing} names={names} />
            ))}
          </div>
        </section>
      ))}
      {derived ? (
        <section aria-labelledby="reading-derived" className="min-w-0">
          <h3 id="reading-derived" className="mb-2 border-b border-line pb-1 text-base">
            {t("derived")}
          </h3>
          <dl className="grid grid-cols-1 gap-x-8 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
            {DERIVED_NUMBERS.map((number) => (
              <div
                key={number.key}
                data-derived={number.key}
                data-value={String(derived[number.key] ?? "")}
                className="flex justify-between gap-3"
              >
                <dt className="text-sm leading-6 text-ink-3">{labelOf(number, names.locale)}</dt>
                <dd className="tabular-nums">
                  {derived[number.key] ?? "—"} {number.unit ? <span className="text-sm text-ink-3">{number.unit}</span> : null}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
    </div>
  );
}
