import type { FormField, FormSection } from "./form-field";
import { facilitiesSection } from "./form-sections/facilities-section";
import { fundingSection } from "./form-sections/funding-section";
import { planSection } from "./form-sections/plan-section";
import { pledgeSection } from "./form-sections/pledge-section";
import { recordsSection } from "./form-sections/records-section";
import { resultsSection } from "./form-sections/results-section";
import { rulesSection } from "./form-sections/rules-section";
import { signSection } from "./form-sections/sign-section";
import { studioSection } from "./form-sections/studio-section";
import { talentSection } from "./form-sections/talent-section";
import { teamSection } from "./form-sections/team-section";
import { unitSection } from "./form-sections/unit-section";

export type { FormField, FormSection } from "./form-field";
export { OPINION_BOXES, STAGE_SLOTS } from "./stage-slots";

/** The application form (申报表): twelve sections in the order they are filled in. */
export const FORM: {
  readonly version: "2026-1";
  readonly title: string;
  readonly titleEn: string;
  readonly estimatedMinutes: number;
  readonly sections: readonly FormSection[];
} = {
  version: "2026-1",
  title: "劳模创新工作室申报表",
  titleEn: "Application for a model-worker innovation studio",
  estimatedMinutes: 55,
  sections: [
    unitSection,
    studioSection,
    signSection,
    facilitiesSection,
    teamSection,
    rulesSection,
    fundingSection,
    recordsSection,
    resultsSection,
    talentSection,
    planSection,
    pledgeSection,
  ],
};

/** For all attachments of an application. A file name is cut to what follows the last / or \ and only shown. */
export const ATTACHMENT_RULES = { fileNameMaxLength: 255, maxTotalMb: 500 } as const;

const BY_PATH = new Map<string, FormField>();
for (const section of FORM.sections) {
  for (const field of section.fields) {
    BY_PATH.set(field.path, field);
    for (const column of field.columns ?? []) BY_PATH.set(column.path, column);
  }
}

/** The field at "section.field" or the column at "section.table.column". */
export function fieldAt(path: string): FormField | undefined {
  return BY_PATH.get(path);
}

/** The section a path lies in. */
export function sectionOf(path: string): FormSection | undefined {
  const key = path.split(".")[0];
  return FORM.sections.find((section) => section.key === key);
}

/** Every field and column, in the order of the form; a table comes before its columns. */
export function allFields(): readonly FormField[] {
  return [...BY_PATH.values()];
}
