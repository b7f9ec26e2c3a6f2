"use client";

import { MarkupBox } from "@/ui/markup-box";
import { fieldsMarkup, filesMarkup, formMarkup, type ReadField, type ReadFile, type ReadNumber, type ReadSection } from "./reading-markup";

/** Fields in two columns, closer together than in the form. Data travels, either end writes the same HTML of it. */
export function FieldsBox({ fields, folded }: { fields: readonly ReadField[]; folded: number }) {
  return <MarkupBox as="div" className="reading compact fields" content={fieldsMarkup(fields, folded)} />;
}

/** Files that stand by themselves. */
export function FilesBox({ files }: { files: readonly ReadFile[] }) {
  return <MarkupBox as="div" className="reading" content={filesMarkup(files)} />;
}

/** The whole form. */
export function FormBox({
  sections,
  derived,
}: {
  sections: readonly ReadSection[];
  derived: { title: string; numbers: readonly ReadNumber[] } | null;
}) {
  return <MarkupBox as="div" className="reading" content={formMarkup(sections, derived)} />;
}
