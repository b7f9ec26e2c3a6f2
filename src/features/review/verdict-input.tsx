"use client";

import { useTranslations } from "next-intl";
import { REVIEW_VERDICTS, type ReviewVerdict } from "@/domain/verdict-kinds";
import { randomId } from "@/lib/random-id";
import { Button } from "@/ui/button";
import { Radio } from "@/ui/choice";
import { Field } from "@/ui/field";
import { TextArea } from "@/ui/text-area";
import { changeDraft, type ReviewDraft, useIsReady, useReviewDraft } from "./draft-store";

type VerdictInputProps = {
  draftKey: string;
  initial: ReviewDraft;
  criterion: string;
  title: string;
  canReturn: boolean;
  words: Record<ReviewVerdict, string>;
};

/** This reviewer's verdict on one criterion, with a comment; 存疑 needs one. */
export function VerdictInput({ draftKey, initial, criterion, title, canReturn, words }: VerdictInputProps) {
  const t = useTranslations("reviewPanel");
  const ready = useIsReady();
  const { draft, errors } = useReviewDraft(draftKey, initial);
  const own = draft.verdicts[criterion] ?? { verdict: "", comment: "" };
  const set = (change: Partial<typeof own>) =>
    changeDraft(draftKey, initial, (now) => ({
      verdicts: { ...now.verdicts, [criterion]: { ...(now.verdicts[criterion] ?? own), ...change } },
    }));
  const error = errors[`verdict.${criterion}`];
  const listed = draft.items.some((item) => item.criterion === criterion);
  const addItem = () =>
    changeDraft(draftKey, initial, (now) => {
      const blank = now.items.filter((item) => item.criterion === "" && item.path === "" && item.reason === "");
      return {
        choice: "return",
        items: [...now.items.filter((item) => !blank.includes(item)), { id: randomId(), criterion, path: "", reason: own.comment }],
      };
    });
  return (
    <fieldset data-field={`verdict.${criterion}`} disabled={!ready} className="min-w-0">
      <legend className="text-sm font-medium">
        <span aria-hidden="true">{t("myVerdict")}</span>
        <span className="sr-only">{t("myVerdictOn", { title })}</span>
      </legend>
      <div className="flex flex-wrap gap-x-4">
        {(Object.keys(REVIEW_VERDICTS) as ReviewVerdict[]).map((verdict) => (
          <Radio
            key={verdict}
            name={`verdict.${criterion}`}
            value={verdict}
            label={words[verdict]}
            checked={own.verdict === verdict}
            onChange={() => set({ verdict })}
            aria-invalid={error ? true : undefined}
          />
        ))}
      </div>
      {error ? <p className="mb-1 text-sm text-danger">{error}</p> : null}
      <Field
        id={`comment-${criterion}`}
        label={t("commentOf", { title })}
        hideLabel
        error={errors[`comment.${criterion}`]}
        data-field={`comment.${criterion}`}
      >
        {(control) => (
          <TextArea
            {...control}
            name={`comment.${criterion}`}
            rows={1}
            value={own.comment}
            placeholder={own.verdict === "doubt" ? t("commentNeeded") : t("comment")}
            onChange={(event) => set({ comment: event.currentTarget.value })}
          />
        )}
      </Field>
      {canReturn && !listed && (own.verdict === "doubt" || own.verdict === "unmet") ? (
        <Button size="sm" variant="quiet" icon="plus" className="mt-1 -ml-2.5" data-action="return-criterion" onClick={addItem}>
          {t("addToReturn")}
        </Button>
      ) : null}
    </fieldset>
  );
}
