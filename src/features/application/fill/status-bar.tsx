"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FORM } from "@/domain/application-form";
import { Button } from "@/ui/button";
import { buttonClass } from "@/ui/button-class";
import { Notice } from "@/ui/notice";
import { ProgressBar } from "@/ui/progress-bar";
import { useFilingState, useJudgement } from "./filing-context";
import { SaveIndicator } from "./save-indicator";
import { SUBMIT_PAGE } from "./section-nav";
import { minutesLeft, sectionStatus } from "./section-status";

/** How far the form has come, whether it is saved, and the way to its end: stays at the top of the page. */
export function StatusBar({ current, more }: { current: string; more: ReactNode }) {
  const t = useTranslations("application");
  const done = useJudgement((judgement) => FORM.sections.filter((section) => sectionStatus(section, judgement) === "done").length);
  const minutes = useJudgement(minutesLeft);
  const refusal = useFilingState((state) => state.refusal);
  const save = useFilingState((state) => state.save);
  return (
    <div className="sticky top-14 z-20 -mx-4 mb-4 border-b border-line bg-canvas px-4 py-2 md:-mx-6 md:px-6">
      <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-1.5">
        <ProgressBar
          className="w-44 max-md:hidden"
          label={t("progress.label")}
          value={done}
          max={FORM.sections.length}
          detail={t("progress.detail", { done, total: FORM.sections.length })}
        />
        <span className="text-sm text-ink-3 max-md:hidden">{minutes > 0 ? t("progress.minutes", { minutes }) : t("progress.ready")}</span>
        <span className="flex flex-1 flex-wrap items-center justify-end gap-x-3 gap-y-1">
          <SaveIndicator />
          {more}
          {current === SUBMIT_PAGE ? null : (
            <a href={`#${SUBMIT_PAGE}`} className={buttonClass("primary")} data-action="check-submit">
              {t("submit.title")}
            </a>
          )}
        </span>
      </div>
      {save === "refused" ? (
        <Notice
          role="alert"
          tone="danger"
          className="mt-2"
          actions={
            <Button size="sm" onClick={() => window.location.reload()}>
              {t("save.reload")}
            </Button>
          }
        >
          {refusal ?? t("save.gone")}
        </Notice>
      ) : null}
    </div>
  );
}
