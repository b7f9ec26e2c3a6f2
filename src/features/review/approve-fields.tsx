"use client";

import { useTranslations } from "next-intl";
import { OPINION_MAX } from "@/domain/verdict-kinds";
import { Field } from "@/ui/field";
import { TextArea } from "@/ui/text-area";
import type { FieldsProps } from "./panel-props";
import { StageSlotField } from "./stage-slot-field";

/** The stage's own slots and its opinion, with usual phrases to take over. */
export function ApproveFields({ applicationId, slots, phrases, draft, errors, change }: FieldsProps) {
  const t = useTranslations("reviewPanel");
  return (
    <>
      {slots.map((slot) => (
        <StageSlotField key={slot.path} applicationId={applicationId} slot={slot} error={errors[slot.path]} />
      ))}
      <Field
        id="opinion"
        label={t("opinion")}
        required
        error={errors["opinion"]}
        counter={{ count: [...draft.opinion].length, max: OPINION_MAX }}
        data-field="opinion"
      >
        {(control) => (
          <TextArea
            {...control}
            name="opinion"
            rows={3}
            value={draft.opinion}
            onChange={(event) => change({ opinion: event.currentTarget.value })}
          />
        )}
      </Field>
      <ul aria-label={t("phrases")} className="-mt-1 flex flex-wrap gap-1.5">
        {phrases.map((phrase) => (
          <li key={phrase}>
            <button
              type="button"
              onClick={() => change({ opinion: phrase })}
              className="rounded-full border border-line px-2.5 py-0.5 text-left text-sm text-ink-2 hover:border-accent hover:text-accent touch:min-h-11"
            >
              {phrase}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
