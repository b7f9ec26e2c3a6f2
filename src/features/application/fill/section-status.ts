import { FORM, type FormSection } from "@/domain/application-form";
import { isEmpty, isFilled } from "@/domain/form-context";
import type { Judgement } from "./judgement";

export type SectionStatus = "done" | "started" | "empty";

/** Per section: done when neither the form nor a block check wants anything of it; empty when nothing was typed in. */
export function sectionStatus(section: FormSection, { context, errors, evaluation }: Judgement): SectionStatus {
  const own = (path: string) => path.startsWith(`${section.key}.`);
  const wanted =
    errors.some((error) => own(error.path)) ||
    Object.values(evaluation).some((result) => result.fired.some((fired) => fired.severity === "block" && own(fired.path)));
  if (!wanted) return "done";
  const typed = section.fields.some(
    (field) => !field.prefill && (isFilled(context, field.path) || !isEmpty(context.content[section.key]?.[field.key])),
  );
  return typed ? "started" : "empty";
}

/** Minutes that the sections which are not done are expected to take: a begun one counts half. */
export function minutesLeft(judgement: Judgement): number {
  return Math.ceil(
    FORM.sections.reduce((sum, section) => {
      const status = sectionStatus(section, judgement);
      return sum + (status === "done" ? 0 : status === "started" ? section.minutes / 2 : section.minutes);
    }, 0),
  );
}
