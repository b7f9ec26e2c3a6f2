"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { TextArea } from "@/ui/text-area";
import { approve, propose, returnForCorrection } from "./actions";
import { ApproveFields } from "./approve-fields";
import type { PanelProps } from "./panel-props";
import { changeDraft, type DecisionChoice, forgetDraft, type ReviewDraft, setDraftErrors, useIsReady, useReviewDraft } from "./draft-store";
import { ReturnFields } from "./return-fields";
import { type Refusal, showField, useDecision } from "./use-decision";

/** 同意, 退回补正 or 不予通过: what was typed is kept in this browser until the decision is made. */
export function DecisionPanel(props: PanelProps) {
  const { draftKey, initial, applicationId, seen, acting } = props;
  const t = useTranslations("reviewPanel");
  const ready = useIsReady();
  const { draft, errors } = useReviewDraft(draftKey, initial);
  const { send, pending, refusal, refresh } = useDecision({ lost: t("lost"), done: t("done") });
  const change = (part: Partial<ReviewDraft>) => changeDraft(draftKey, initial, () => part);
  const refused = (answer: Refusal) => {
    setDraftErrors(draftKey, initial, answer.fieldErrors);
    showField(Object.keys(answer.fieldErrors));
  };
  const decide = () => {
    setDraftErrors(draftKey, initial, {});
    const head = { applicationId, seen, verdicts: givenVerdicts(draft), actingReason: draft.actingReason };
    const done = () => forgetDraft(draftKey);
    if (draft.choice === "approve") return send(approve, { ...head, opinion: draft.opinion }, done, refused);
    if (draft.choice === "reject") return send(propose, { ...head, kind: "reject" as const, reason: draft.reason }, done, refused);
    const items = draft.items.map((item) => ({ criterion: item.criterion || null, path: item.path || null, reason: item.reason }));
    return send(returnForCorrection, { ...head, items, dueOn: draft.dueOn, comment: draft.comment }, done, refused);
  };
  return (
    <form
      aria-label={t("title")}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        decide();
      }}
    >
      <fieldset disabled={!ready} className="flex min-w-0 flex-col gap-3">
        <Choices draft={draft} choose={(choice) => change({ choice })} />
        {acting ? (
          <Field
            id="actingReason"
            label={t("actingReason")}
            required
            error={errors["actingReason"]}
            hint={t("actingHint")}
            data-field="actingReason"
          >
            {(control) => (
              <TextArea
                {...control}
                name="actingReason"
                rows={2}
                value={draft.actingReason}
                onChange={(event) => change({ actingReason: event.currentTarget.value })}
              />
            )}
          </Field>
        ) : null}
        {draft.choice === "approve" ? <ApproveFields {...props} draft={draft} errors={errors} change={change} /> : null}
        {draft.choice === "return" ? <ReturnFields {...props} draft={draft} errors={errors} change={change} /> : null}
        {draft.choice === "reject" ? (
          <Field id="reason" label={t("rejectReason")} required error={errors["reason"]} hint={t("rejectHint")} data-field="reason">
            {(control) => (
              <TextArea
                {...control}
                name="reason"
                rows={4}
                value={draft.reason}
                onChange={(event) => change({ reason: event.currentTarget.value })}
              />
            )}
          </Field>
        ) : null}
        {refusal ? (
          <Notice
            role="alert"
            tone={refusal.code === "alreadyDecided" ? "warning" : "danger"}
            data-code={refusal.code}
            actions={
              MOVED_ON.includes(refusal.code) ? (
                <Button size="sm" icon="refresh" data-action="see-latest" onClick={refresh}>
                  {t("seeLatest")}
                </Button>
              ) : undefined
            }
          >
            {refusal.message}
          </Notice>
        ) : null}
        <Button
          type="submit"
          variant={draft.choice === "reject" ? "danger" : "primary"}
          pending={pending}
          disabled={draft.choice === "return" && props.returnsLeft <= 0}
          data-action={draft.choice === "reject" ? "propose-reject" : draft.choice}
        >
          {t(`submit.${draft.choice}`)}
        </Button>
        <p className="text-xs text-ink-3">{t("kept")}</p>
      </fieldset>
    </form>
  );
}

/** Somebody else was first: the page shows a state that is gone. */
const MOVED_ON: readonly string[] = ["alreadyDecided", "pendingRejection", "stale", "illegalMove"];

function givenVerdicts(draft: ReviewDraft) {
  return Object.fromEntries(
    Object.entries(draft.verdicts).flatMap(([key, { verdict, comment }]) => (verdict === "" ? [] : [[key, { verdict, comment }] as const])),
  );
}

const CHOICES: readonly DecisionChoice[] = ["approve", "return", "reject"];

/** Radio buttons that look like three doors; arrow keys move between them. */
function Choices({ draft, choose }: { draft: ReviewDraft; choose: (choice: DecisionChoice) => void }) {
  const t = useTranslations("reviewPanel");
  return (
    <fieldset>
      <legend className="sr-only">{t("title")}</legend>
      <div className="grid grid-cols-3 overflow-hidden rounded-md border border-line-strong">
        {CHOICES.map((choice) => (
          <label
            key={choice}
            data-action={`choose-${choice}`}
            className="flex min-h-10 cursor-pointer items-center justify-center border-l border-line-strong px-1 text-center text-sm first:border-l-0 hover:bg-subtle has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent touch:min-h-11"
          >
            <input
              type="radio"
              name="choice"
              value={choice}
              checked={draft.choice === choice}
              onChange={() => choose(choice)}
              className="sr-only"
            />
            {t(`choice.${choice}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
