import { useTranslations } from "next-intl";
import { allFields, fieldAt } from "@/domain/application-form";
import { labelOf } from "@/domain/field-text";
import type { Filing } from "@/domain/form-content";
import { isFilled } from "@/domain/form-context";
import type { FormField } from "@/domain/form-field";
import { inList, type Locale } from "@/domain/locale";
import { sentOnce } from "@/lib/sent-once";
import { FieldsBox } from "./reading-box";
import { COMPACT_ROWS } from "./reading-data";
import type { ReadField } from "./reading-markup";

/** Top-level fields that prove a criterion of a set: those that say so, and the slots that the criterion names. */
export function evidenceFields(setCode: string, criterion: { key: string; evidence: readonly string[] }): FormField[] {
  const proves = `${setCode}.${criterion.key}`;
  const named = new Set(criterion.evidence.map(topPath));
  for (const field of allFields()) if (field.evidences?.includes(proves)) named.add(topPath(field.path));
  return [...new Set(allFields().map((field) => topPath(field.path)))]
    .filter((path) => named.has(path))
    .flatMap((path) => fieldAt(path) ?? []);
}

/** A column belongs to its table, and the table is shown whole. */
function topPath(path: string): string {
  return path.split(".").slice(0, 2).join(".");
}

type CriterionEvidenceProps = {
  fields: readonly FormField[];
  filing: Filing;
  /** readingOf() of the filing */
  read: (field: FormField) => ReadField;
  locale: Locale;
};

/** What the applicant gives as evidence for one criterion: text, rows and photos in place. */
export function CriterionEvidence({ fields, filing, read, locale }: CriterionEvidenceProps) {
  const t = useTranslations("reading");
  if (fields.length === 0) return <p className="text-sm text-ink-3">{t("noEvidence")}</p>;
  const given = fields.filter((field) => isFilled(filing, field.path));
  const missing = fields.filter((field) => !given.includes(field)).map((field) => labelOf(field, locale));
  return (
    <>
      {given.length > 0 ? <FieldsBox fields={sentOnce({ fields: given.map(read), folded: COMPACT_ROWS })} /> : null}
      {missing.length > 0 ? (
        <p data-not-given="" className="text-sm text-ink-3">
          {t("notGiven", { fields: inList(missing, locale) })}
        </p>
      ) : null}
    </>
  );
}
