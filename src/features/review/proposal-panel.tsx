"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { TextArea } from "@/ui/text-area";
import { settle } from "./actions";
import type { Seen } from "./panel-props";
import { showField, useDecision } from "./use-decision";

type ProposalPanelProps = {
  applicationId: string;
  seen: Seen;
  kind: "reject" | "void";
  may: { confirm: boolean; decline: boolean; cancel: boolean };
};

/** The second person's answer to 拟不予通过 or 拟作废, or the proposer's cancelling. */
export function ProposalPanel({ applicationId, seen, kind, may }: ProposalPanelProps) {
  const t = useTranslations("reviewPanel");
  const [note, setNote] = useState("");
  const { send, pending, refusal } = useDecision({ lost: t("lost"), done: t("done") });
  const answer = (what: "confirm" | "decline" | "cancel") =>
    send(
      settle,
      { applicationId, seen, answer: what, note },
      () => {},
      (refused) => showField(Object.keys(refused.fieldErrors)),
    );
  if (!may.confirm && !may.decline && !may.cancel) return <p className="text-sm text-ink-2">{t("waitsForSecond")}</p>;
  return (
    <div className="flex flex-col gap-3">
      <Field id="note" label={may.decline ? t("declineNote") : t("note")} error={refusal?.fieldErrors["note"]} data-field="note">
        {(control) => <TextArea {...control} name="note" rows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />}
      </Field>
      {refusal ? (
        <Notice role="alert" tone={refusal.code === "alreadyDecided" ? "warning" : "danger"} data-code={refusal.code}>
          {refusal.message}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {may.confirm ? (
          <Button variant="danger" pending={pending} data-action="confirm-proposal" onClick={() => answer("confirm")}>
            {t(`confirmProposal.${kind}`)}
          </Button>
        ) : null}
        {may.decline ? (
          <Button pending={pending} data-action="decline-proposal" onClick={() => answer("decline")}>
            {t("declineProposal")}
          </Button>
        ) : null}
        {may.cancel ? (
          <Button pending={pending} data-action="cancel-proposal" onClick={() => answer("cancel")}>
            {t("cancelProposal")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
