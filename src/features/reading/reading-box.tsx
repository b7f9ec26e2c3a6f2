"use client";

import type { Part } from "@/lib/document-part";
import { PartBox } from "@/ui/part-box";
import { fieldsMarkup, filesMarkup, formMarkup, type ReadField, type ReadFile, type ReadNumber, type ReadSection } from "./reading-markup";

type Fields = { fields: readonly ReadField[]; folded: number };
type Form = { sections: readonly ReadSection[]; derived: { title: string; numbers: readonly ReadNumber[] } | null };

/** Fields in two columns, closer together than in the form. Data travels, either end writes the same HTML of it. */
export function FieldsBox({ fields }: { fields: Part<Fields> }) {
  return <PartBox className="reading compact fields" part={fields} write={writeFields} />;
}

/** Files that stand by themselves. */
export function FilesBox({ files }: { files: Part<readonly ReadFile[]> }) {
  return <PartBox className="reading" part={files} write={filesMarkup} />;
}

/** The whole form. */
export function FormBox({ form }: { form: Part<Form> }) {
  return <PartBox className="reading" part={form} write={writeForm} />;
}

const writeFields = ({ fields, folded }: Fields) => fieldsMarkup(fields, folded);
const writeForm = ({ sections, derived }: Form) => formMarkup(sections, derived);
