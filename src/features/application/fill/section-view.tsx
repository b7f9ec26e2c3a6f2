"use client";

import { useTranslations } from "next-intl";
import { FORM, type FormSection } from "@/domain/application-form";
import { buttonClass } from "@/ui/button-class";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/notice";
import { FieldView } from "./field-view";
import { label, useFiling } from "./filing-context";
import { RowsField } from "./rows-field";
import { SUBMIT_PAGE } from "./section-nav";

/** One section of the form, generated from its fields. */
export function SectionView({ section }: { section: FormSection }) {
  const t = useTranslations("application");
  const { props, locale } = useFiling();
  const locked = !props.unlocked.includes(section.key);
  const index = FORM.sections.indexOf(section);
  const before = FORM.sections[index - 1];
  const after = FORM.sections[index + 1];
  const intro = locale === "en" ? (section.introEn ?? section.intro) : section.intro;
  return (
    <section data-section={section.key} {...(locked ? { "data-locked": "" } : {})} aria-labelledby={`section-${section.key}`}>
      <div className="mb-4">
        <h2 id={`section-${section.key}`} tabIndex={-1} className="text-lg outline-none">
          {index + 1}. {label(section, locale)}
          <span className="ml-2 text-sm font-normal text-ink-3">{t("section.minutes", { minutes: section.minutes })}</span>
        </h2>
        {intro ? <p className="mt-1 text-sm text-ink-2">{intro}</p> : null}
      </div>
      {locked ? (
        <Notice className="mb-4" tone="info">
          {t("section.locked")}
        </Notice>
      ) : null}
      <div className="grid grid-cols-1 gap-x-5 gap-y-5 md:grid-cols-2">
        {section.fields.map((field) =>
          field.type === "rows" ? (
            <RowsField key={field.path} field={field} disabled={locked} />
          ) : (
            <FieldView key={field.path} field={field} disabled={locked} />
          ),
        )}
      </div>
      <div className="mt-7 flex flex-wrap justify-between gap-3 border-t border-line pt-4">
        {before ? (
          <a href={`#${before.key}`} className={buttonClass("secondary")} data-action="previous-section">
            <Icon name="back" className="-ml-0.5" />
            {label(before, locale)}
          </a>
        ) : (
          <span />
        )}
        <a href={`#${after?.key ?? SUBMIT_PAGE}`} className={buttonClass("primary")} data-action="next-section">
          {t("section.next", { name: after ? label(after, locale) : t("submit.title") })}
        </a>
      </div>
    </section>
  );
}
