import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ClientMessages } from "@/server/client-messages";
import { CONFLICT_REASONS } from "@/domain/same-person";
import { defaultDueOn } from "@/domain/return-rules";
import { formatDateTime } from "@/lib/format-date";
import type { Locale } from "@/lib/locales";
import { Card } from "@/ui/card";
import { Notice } from "@/ui/notice";
import { DecisionPanel } from "./decision-panel";
import type { PanelProps } from "./panel-props";
import { ProposalPanel } from "./proposal-panel";
import type { ReviewView } from "./queries";
import { ReasonPanel } from "./reason-panel";

/** What this viewer can do with the case now, or why nothing. The buttons come from the table of moves. */
export function CaseSide({ view, panel, today, locale }: { view: ReviewView; panel: PanelProps; today: string; locale: Locale }) {
  const t = useTranslations("review");
  const { one, actions } = view;
  const head = { applicationId: one.id, seen: panel.seen };
  const may = (action: (typeof actions)[number]) => actions.includes(action);
  const parts: ReactNode[] = [];
  if (one.standing.conflict) {
    const reason = CONFLICT_REASONS[one.standing.conflict];
    parts.push(
      <Notice key="conflict" tone="warning" data-conflict={one.standing.conflict} title={t("conflictTitle")}>
        {t("conflict", { reason: locale === "en" ? reason.en : reason.zh })}
      </Notice>,
    );
  }
  if (one.proposal) {
    parts.push(
      <Card key="proposal" className="flex flex-col gap-3">
        <h2 className="text-lg">{t(`proposed.${one.proposal.kind}`)}</h2>
        <p className="text-sm text-ink-2">
          {t("proposedBy", {
            org: one.proposal.proposedOrgName,
            name: one.proposal.proposedByName,
            at: formatDateTime(one.proposal.proposedAt, locale),
          })}
        </p>
        <p className="rounded-md bg-subtle px-3 py-2 break-words whitespace-pre-line">{one.proposal.reason}</p>
        <ProposalPanel
          {...head}
          kind={one.proposal.kind}
          may={{
            confirm: may("confirmReject") || may("confirmVoid"),
            decline: may("declineReject") || may("declineVoid"),
            cancel: may("cancelReject") || may("cancelVoid"),
          }}
        />
      </Card>,
    );
  }
  if (may("approve")) {
    parts.push(
      <Card key="decide" className="flex flex-col gap-3">
        <h2 className="text-lg">{panel.acting ? t("decideActing") : t("decide")}</h2>
        {view.sharesName ? (
          <Notice tone="warning" data-same-name="">
            {t("sameName")}
          </Notice>
        ) : null}
        <DecisionPanel {...panel} />
      </Card>,
    );
  }
  if (may("takeBack")) parts.push(<ReasonPanel key="back" {...head} act="take-back" />);
  if (may("reopenExpired") && one.reopenedCount === 0) {
    parts.push(
      <ReasonPanel key="reopen" {...head} act="reopen" due={{ value: defaultDueOn(today, one.batch.returnWorkingDays), ...panel.due }} />,
    );
  }
  if (may("proposeVoid")) parts.push(<ReasonPanel key="void" {...head} act="propose-void" />);
  if (parts.length === 0)
    parts.push(
      <Card key="nothing" className="text-sm text-ink-2">
        {t("nothingToDo")}
      </Card>,
    );
  return <ClientMessages areas={["reviewPanel"]}>{parts}</ClientMessages>;
}
