"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { inList } from "@/domain/locale";
import { daysBetween } from "@/lib/days-between";
import { formatDate } from "@/lib/format-date";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { TextArea } from "@/ui/text-area";
import { useEarlyInput } from "./early-input";
import { useFiling } from "./filing-context";
import type { ReturnedItem } from "./fill-props";
import { placeHref, placeLabel } from "./place-label";

export type OpenWhole = (input: { id: string; version: number }) => Promise<{ ok: boolean; message: string | null }>;

type Props = {
  answers: Record<string, string>;
  setAnswer: (id: string, answer: string) => void;
  openWhole: OpenWhole;
  showMissing: boolean;
};

/** What has to be mended, on top of everything: each item with its answer, the last day, and the way to open all. */
export function ReturnedItems({ answers, setAnswer, openWhole, showMissing }: Props) {
  const t = useTranslations("application");
  const { props, store, locale } = useFiling();
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const { returned, application } = props;
  if (!returned) return null;
  const left = application.dueOn ? daysBetween(props.today, application.dueOn) : null;
  const open = async () => {
    await store.flush();
    const state = await openWhole({ id: application.id, version: application.version });
    if (state.ok) window.location.reload();
    else setFailed(state.message);
  };
  return (
    <section data-returned="" className="mb-5 rounded-lg border border-warning-line bg-warning-soft p-4" aria-labelledby="returned-title">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="returned-title" className="text-lg">
          {t("returned.title", { org: returned.orgName })}
        </h2>
        {application.dueOn && left !== null ? (
          <p data-due-on={application.dueOn} className="font-medium text-warning">
            {left < 0
              ? t("returned.overdue", { date: formatDate(application.dueOn, locale) })
              : t("returned.due", { date: formatDate(application.dueOn, locale), days: left })}
          </p>
        ) : null}
      </div>
      {returned.opinion ? <p className="mt-1 text-ink-2">{returned.opinion}</p> : null}
      <ol className="mt-3 flex flex-col gap-3">
        {returned.items.map((item, index) => (
          <Item key={item.id} item={item} number={index + 1} answer={answers[item.id] ?? ""} setAnswer={setAnswer} missing={showMissing} />
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        {application.wholeFormOpened ? (
          <p>{t("returned.opened")}</p>
        ) : (
          <>
            <p className="text-ink-2">
              {t("returned.unlocked", {
                sections: inList(
                  props.unlocked.map((key) => placeLabel(key, locale)),
                  locale,
                ),
              })}
            </p>
            {props.maySubmit ? (
              <Button size="sm" data-action="open-whole-form" onClick={() => setAsking(true)}>
                {t("returned.openWhole")}
              </Button>
            ) : null}
          </>
        )}
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        size="sm"
        title={t("returned.openWhole")}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
            <Button variant="primary" data-action="confirm" onClick={() => void open()}>
              {t("returned.openConfirm")}
            </Button>
          </>
        }
      >
        <p>{t("returned.openWarning")}</p>
        {failed ? (
          <Notice role="alert" tone="danger" className="mt-3">
            {failed}
          </Notice>
        ) : null}
      </Dialog>
    </section>
  );
}

type ItemProps = { item: ReturnedItem; number: number; answer: string; setAnswer: Props["setAnswer"]; missing: boolean };

function Item({ item, number, answer, setAnswer, missing }: ItemProps) {
  const t = useTranslations("application");
  const { props, locale } = useFiling();
  const criterion = props.set.items.find((one) => one.key === item.criterion);
  const about = [
    criterion ? (locale === "en" ? criterion.titleEn : criterion.title) : null,
    item.path ? placeLabel(item.path, locale) : null,
  ]
    .filter(Boolean)
    .join(" · ");
  const id = `answer-${item.id}`;
  useEarlyInput(id, (_box, typed) => setAnswer(item.id, typed));
  return (
    <li data-item={item.id} className="rounded-md border border-line bg-surface p-3">
      <p className="text-sm text-ink-2">
        {number}. {about}
        {item.path ? (
          <a href={placeHref(item.path)} className="ml-2 text-accent underline underline-offset-2">
            {t("returned.go")}
          </a>
        ) : null}
      </p>
      <p className="mt-0.5 mb-2 font-medium whitespace-pre-line">{item.reason}</p>
      <Field
        id={id}
        label={t("returned.answer")}
        required
        {...(missing && answer.trim() === "" ? { error: t("returned.answerMissing") } : {})}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            data-return-item={item.id}
            value={answer}
            onChange={(event) => setAnswer(item.id, event.target.value)}
          />
        )}
      </Field>
    </li>
  );
}
