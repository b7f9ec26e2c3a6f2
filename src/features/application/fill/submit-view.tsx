"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { FiredCheck } from "@/domain/evaluate-criteria";
import { type FormError, formErrorMessage } from "@/domain/form-errors";
import { randomId } from "@/lib/random-id";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/choice";
import { Notice } from "@/ui/notice";
import { useFiling, useFilingState, useJudgement } from "./filing-context";
import { placeHref, placeLabel } from "./place-label";
import { stoppedUploads } from "./upload-queue";
import { submitApplicationAction } from "../actions";

type Props = { answers: Record<string, string>; missingAnswers: number; close: () => void; onLook: () => void };

/** 检查并提交: everything that blocks, with a way to each place; then the warnings; then the button. */
export function SubmitView({ answers, missingAnswers, close, onLook }: Props) {
  const t = useTranslations("application");
  const { props, store, judge, uploads, locale } = useFiling();
  const errors = useJudgement((judgement) => judgement.errors);
  const evaluation = useJudgement((judgement) => judgement.evaluation);
  const stopped = stoppedUploads(useSyncExternalStore(uploads.subscribe, uploads.state, uploads.state));
  const save = useFilingState((state) => state.save);
  const key = useRef<string>(undefined);
  const [confirmed, setConfirmed] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    judge.now();
    store.showAllErrors();
    onLook();
    void store.flush();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the page opens
  }, []);

  const fired = Object.values(evaluation).flatMap((item) => item.fired);
  const blocks = fired.filter((one) => one.severity === "block");
  const warnings = fired.filter((one) => one.severity === "warn");
  const blocking = errors.length + blocks.length + stopped.length + missingAnswers;
  const allowed = blocking === 0;
  const resubmits = props.application.status === "returned";

  const submit = async () => {
    setSending(true);
    setRefused(null);
    await store.flush();
    if (store.state().save !== "saved") {
      setSending(false);
      setRefused(t("submit.unsaved"));
      return;
    }
    key.current ??= randomId();
    const answer = await submitApplicationAction({
      key: key.current,
      id: props.application.id,
      version: props.application.version,
      answers: Object.entries(answers).map(([itemId, text]) => ({ itemId, answer: text })),
    }).catch(() => null);
    if (answer?.data?.submitted) {
      window.location.assign(`/applications/${props.application.id}?submitted=1`);
      return;
    }
    setSending(false);
    // no answer: the next try carries the same key, so that it is one submission whether or not the first arrived
    if (!answer || answer.code === "unavailable") {
      setRefused(answer?.message ?? t("submit.failed"));
      return;
    }
    key.current = undefined;
    if (answer.code === "signInRequired") store.signedOut();
    else {
      if (answer.data?.blocked) store.setTaken(answer.data.blocked.taken);
      setRefused(answer.data?.blocked?.message ?? answer.message ?? t("submit.failed"));
    }
  };

  return (
    <section data-submit-check={allowed ? "allowed" : "blocked"} aria-labelledby="submit-title">
      <h2 id="submit-title" tabIndex={-1} className="mb-3 text-lg outline-none">
        {t("submit.title")}
      </h2>
      {allowed ? (
        <Notice tone="success" title={t("submit.ready")} className="mb-4">
          {t(resubmits ? "submit.readyAgain" : "submit.readyText")}
        </Notice>
      ) : (
        <Notice tone="danger" title={t("submit.blocked", { count: blocking })} className="mb-4">
          {t("submit.blockedText")}
        </Notice>
      )}
      {missingAnswers > 0 ? <p className="mb-3 text-danger">{t("submit.answers", { count: missingAnswers })}</p> : null}
      {blocks.length > 0 ? <CheckList title={t("submit.checks")} checks={blocks} /> : null}
      {errors.length > 0 ? <ErrorList errors={errors} /> : null}
      {stopped.length > 0 ? (
        <div className="mb-4">
          <h3 className="mb-1.5 text-base">{t("submit.stopped", { count: stopped.length })}</h3>
          <ul className="flex flex-col divide-y divide-line rounded-md border border-line bg-surface">
            {stopped.map((upload) => (
              <li key={upload.id} data-path={upload.slot} data-rule={upload.rule} className="px-3 py-1.5 text-sm">
                <a href={placeHref(upload.slot)} className="font-medium text-accent underline underline-offset-2">
                  {placeLabel(upload.slot, locale)}
                </a>
                <span className="block">
                  {upload.file.name}: {upload.message ?? t("files.failed")}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {warnings.length > 0 ? <CheckList title={t("submit.warnings")} checks={warnings} /> : null}
      {refused ? (
        <Notice role="alert" tone="danger" className="mb-4" data-refused="">
          {refused}
        </Notice>
      ) : null}
      {props.maySubmit ? null : <Notice className="mb-4">{t("submit.leadOnly")}</Notice>}
      {allowed && warnings.length > 0 && props.maySubmit ? (
        <Checkbox
          name="confirmWarnings"
          checked={confirmed}
          onChange={(event) => setConfirmed(event.target.checked)}
          label={t("submit.confirmWarnings", { count: warnings.length })}
        />
      ) : null}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button data-action="close-submit" onClick={close}>
          {t("submit.back")}
        </Button>
        {allowed && props.maySubmit ? (
          <Button
            variant="primary"
            data-action="confirm-submit"
            pending={sending || save === "saving"}
            disabled={warnings.length > 0 && !confirmed}
            onClick={() => void submit()}
          >
            {t(resubmits ? "submit.sendAgain" : "submit.send")}
          </Button>
        ) : null}
      </div>
    </section>
  );

  function CheckList({ title, checks }: { title: string; checks: readonly FiredCheck[] }) {
    return (
      <div className="mb-4">
        <h3 className="mb-1.5 text-base">{title}</h3>
        <ul className="flex flex-col divide-y divide-line rounded-md border border-line bg-surface">
          {checks.map((check) => (
            <li key={check.code} data-check={check.code} data-severity={check.severity} className="px-3 py-2">
              <a href={placeHref(check.path)} className="font-medium text-accent underline underline-offset-2">
                {placeLabel(check.path, locale)}
              </a>
              <span className="block text-sm" data-message="">
                {check.message}
              </span>
            </li>
          ))}
        </ul>
      </div>
    );
  }

  function ErrorList({ errors: all }: { errors: readonly FormError[] }) {
    return (
      <div className="mb-4">
        <h3 className="mb-1.5 text-base">{t("submit.errors", { count: all.length })}</h3>
        <ol className="flex flex-col divide-y divide-line rounded-md border border-line bg-surface">
          {all.map((error) => (
            <li
              key={`${error.path} ${error.rowId ?? ""} ${error.rule}`}
              data-path={error.path}
              data-rule={error.rule}
              {...(error.row === undefined ? {} : { "data-row": error.row })}
              className="flex flex-wrap justify-between gap-x-4 px-3 py-1.5 text-sm"
            >
              <span className="min-w-0">{formErrorMessage(error, locale)}</span>
              <a href={placeHref(error.path, error.row)} className="shrink-0 text-accent underline underline-offset-2">
                {placeLabel(error.path.split(".")[0] ?? "", locale)}
              </a>
            </li>
          ))}
        </ol>
      </div>
    );
  }
}
