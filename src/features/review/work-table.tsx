import { useTranslations } from "next-intl";
import type { WorkRow, WorkTab } from "@/data/work-list";
import { chinaDate } from "@/domain/calendar-date";
import { workingDaysBetween } from "@/domain/days-used";
import { enumLabel } from "@/domain/enumerations";
import { STATUS_TONES } from "@/domain/status-tones";
import { formatShortDate } from "@/lib/format-date";
import type { Locale } from "@/lib/locales";
import { StatusTag } from "@/ui/status-tag";
import { type Column, Table } from "@/ui/table";

type WorkTableProps = { rows: readonly WorkRow[]; tab: WorkTab; today: string; locale: Locale; caption: string };

/** The rows of the work list, dense, each a link to its case; on a phone one card each. */
export function WorkTable({ rows, tab, today, locale, caption }: WorkTableProps) {
  const t = useTranslations("review");
  const waits = tab === "pending" || tab === "returned";
  const columns: Column<WorkRow>[] = [
    { key: "number", header: t("work.number"), cell: (row) => row.number, className: "whitespace-nowrap tabular-nums" },
    {
      key: "studio",
      header: t("work.studio"),
      primary: true,
      className: "min-w-56",
      cell: (row) => row.studioName,
    },
    { key: "lead", header: t("work.lead"), cell: (row) => row.leadName, className: "whitespace-nowrap" },
    { key: "unit", header: t("work.unit"), cell: (row) => row.unitName, className: "min-w-44" },
    { key: "status", header: t("work.status"), cell: (row) => <RowStatus row={row} locale={locale} /> },
    {
      key: "criteria",
      header: t("work.criteria"),
      cell: (row) => (row.unmetCriteria.length === 0 ? t("work.allMet") : t("work.warned", { count: row.unmetCriteria.length })),
      className: "whitespace-nowrap",
    },
    waits
      ? {
          key: "waiting",
          header: tab === "pending" ? t("work.waiting") : t("work.dueOn"),
          cell: (row) => (tab === "pending" ? <Waiting row={row} today={today} /> : <Due row={row} today={today} />),
          className: "whitespace-nowrap",
        }
      : {
          key: "submitted",
          header: t("work.submitted"),
          cell: (row) => (row.submittedAt ? formatShortDate(row.submittedAt) : "—"),
          className: "whitespace-nowrap tabular-nums",
        },
  ];
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/review/${row.id}`}
      rowProps={(row) => ({ "data-application-id": row.id, "data-application-number": row.number, "data-status": row.status })}
      cards
    />
  );
}

function RowStatus({ row, locale }: { row: WorkRow; locale: Locale }) {
  const t = useTranslations("review");
  return (
    <span className="flex flex-wrap gap-x-2 gap-y-1">
      {row.proposed ? (
        <StatusTag plain tone="warning" data-proposed={row.proposed}>
          {t(`proposed.${row.proposed}`)}
        </StatusTag>
      ) : (
        <StatusTag plain tone={STATUS_TONES[row.status]}>
          {enumLabel("applicationState", row.status, locale)}
        </StatusTag>
      )}
      {row.needsActing ? (
        <StatusTag plain tone="warning" data-needs-acting="">
          {t("needsActing")}
        </StatusTag>
      ) : null}
      {row.round > 1 ? <span className="text-ink-3">{t("work.round", { round: row.round })}</span> : null}
    </span>
  );
}

/** Working days since the case came to its stage. */
function Waiting({ row, today }: { row: WorkRow; today: string }) {
  const t = useTranslations("review");
  if (!row.stageSince) return "—";
  return <span className="tabular-nums">{t("work.days", { days: workingDaysBetween(chinaDate(row.stageSince), today) })}</span>;
}

function Due({ row, today }: { row: WorkRow; today: string }) {
  const t = useTranslations("review");
  if (!row.dueOn) return "—";
  const over = today > row.dueOn;
  return (
    <span className={over ? "font-medium text-danger tabular-nums" : "tabular-nums"}>
      {row.dueOn}
      {over ? ` ${t("work.overdue")}` : row.dueOn === today ? ` ${t("work.dueToday")}` : ""}
    </span>
  );
}
