"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { TextArea } from "@/ui/text-area";
import { DateInput } from "@/ui/text-input";
import { propose, reopen, takeBack } from "./actions";
import type { Seen } from "./panel-props";
import { showField, useDecision } from "./use-decision";

type ReasonPanelProps = {
  applicationId: string;
  seen: Seen;
  act: "take-back" | "reopen" | "propose-void";
  due?: { value: string; min: string; max: string };
};

/** The rarer moves that need a few words: 撤回审核, 重新开放补正, 提出作废. Folded away until wanted. */
export function ReasonPanel({ applicationId, seen, act, due }: ReasonPanelProps) {
  const t = useTranslations("reviewPanel");
  const [words, setWords] = useState("");
  const [dueOn, setDueOn] = useState(due?.value ?? "");
  const { send, pending, refusal } = useDecision({ lost: t("lost"), done: t("done") });
  const head = { applicationId, seen };
  const go = () => {
    const refused = (answer: { fieldErrors: Record<string, string> }) => showField(Object.keys(answer.fieldErrors));
    if (act === "take-back") return send(takeBack, { ...head, comment: words }, () => {}, refused);
    if (act === "reopen") return send(reopen, { ...head, reason: words, dueOn }, () => {}, refused);
    return send(propose, { ...head, kind: "void" as const, reason: words, verdicts: {}, actingReason: "" }, () => {}, refused);
  };
  return (
    <details className="rounded-md border border-line px-3 py-2" data-panel={act}>
      <summary className="cursor-pointer py-1 font-medium">{t(`${act}.title`)}</summary>
      <div className="flex flex-col gap-3 pt-2">
        <p className="text-sm text-ink-2">{t(`${act}.text`)}</p>
        <Field
          id={`${act}-reason`}
          label={t(`${act}.reason`)}
          required={act !== "take-back"}
          error={refusal?.fieldErrors["reason"] ?? refusal?.fieldErrors["comment"]}
          data-field="reason"
        >
          {(control) => (
            <TextArea {...control} name="reason" rows={2} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
          )}
        </Field>
        {due ? (
          <Field id={`${act}-due`} label={t("dueOn")} required error={refusal?.fieldErrors["dueOn"]} data-field="dueOn">
            {(control) => (
              <DateInput
                {...control}
                name="dueOn"
                value={dueOn}
                min={due.min}
                max={due.max}
                onChange={(event) => setDueOn(event.currentTarget.value)}
              />
            )}
          </Field>
        ) : null}
        {refusal ? (
          <Notice role="alert" tone="danger" data-code={refusal.code}>
            {refusal.message}
          </Notice>
        ) : null}
        <Button variant={act === "propose-void" ? "danger" : "primary"} pending={pending} data-action={act} onClick={go}>
          {t(`${act}.submit`)}
        </Button>
      </div>
    </details>
  );
}
