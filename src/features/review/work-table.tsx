import { useTranslations } from "next-intl";
import type { WorkRow, WorkTab } from "@/data/work-list";
import { chinaDate } from "@/domain/calendar-date";
import { workingDaysBetween } from "@/domain/days-used";
import { enumLabel } from "@/domain/enumerations";
import { STATUS_TONES } from "@/domain/status-tones";
import { formatShortDate } from "@/lib/format-date";
import { remember } from "@/lib/remember";
import type { Locale } from "@/lib/locales";
import { type Column, Table } from "@/ui/table";
import type { Cell, StatusCell } from "@/ui/table-markup";

type WorkTableProps = { rows: readonly WorkRow[]; tab: WorkTab; today: string; locale: Locale; caption: string };
type Words = ReturnType<typeof useTranslations<"review">>;

/** The rows of the work list, dense, each a link to its case; on a phone one card each. */
export function WorkTable({ rows, tab, today, locale, caption }: WorkTableProps) {
  const t = useTranslations("review");
  // the same few sentences stand in most rows
  const warned = remember((count: number) => (count === 0 ? t("work.allMet") : t("work.warned", { count })));
  const waited = remember((days: number) => t("work.days", { days }));
  const waits = tab === "pending" || tab === "returned";
  const columns: Column<WorkRow>[] = [
    { key: "number", header: t("work.number"), cell: (row) => row.number, className: "whitespace-nowrap tabular-nums" },
    { key: "studio", header: t("work.studio"), primary: true, className: "min-w-56", cell: (row) => row.studioName },
    { key: "lead", header: t("work.lead"), cell: (row) => row.leadName, className: "whitespace-nowrap" },
    { key: "unit", header: t("work.unit"), cell: (row) => row.unitName, className: "min-w-44" },
    { key: "status", header: t("work.status"), cell: (row) => status(row, t, locale) },
    {
      key: "criteria",
      header: t("work.criteria"),
      cell: (row) => warned(row.unmetCriteria.length),
      className: "whitespace-nowrap",
    },
    waits
      ? {
          key: "waiting",
          header: tab === "pending" ? t("work.waiting") : t("work.dueOn"),
          cell: (row) => (tab === "pending" ? waiting(row, waited, today) : due(row, t, today)),
          className: "whitespace-nowrap tabular-nums",
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
      rowHref={(row) => `/review/${row.id}`}
      rowData={(row) => ({ "data-application-id": row.id, "data-application-number": row.number, "data-status": row.status })}
      cards
    />
  );
}

function status(row: WorkRow, t: Words, locale: Locale): Cell {
  const main: StatusCell = row.proposed
    ? { tone: "warning", words: t(`proposed.${row.proposed}`), data: { "data-proposed": row.proposed } }
    : { tone: STATUS_TONES[row.status], words: enumLabel("applicationState", row.status, locale) };
  if (!row.needsActing && row.round <= 1) return main;
  return [
    main,
    ...(row.needsActing ? [{ tone: "warning" as const, words: t("needsActing"), data: { "data-needs-acting": "" } }] : []),
    ...(row.round > 1 ? [{ words: t("work.round", { round: row.round }), className: "text-ink-3" }] : []),
  ];
}

/** Working days since the case came to its stage. */
function waiting(row: WorkRow, waited: (days: number) => string, today: string): string {
  return row.stageSince ? waited(workingDaysBetween(chinaDate(row.stageSince), today)) : "—";
}

function due(row: WorkRow, t: Words, today: string): Cell {
  if (!row.dueOn) return "—";
  if (today < row.dueOn) return row.dueOn;
  if (today === row.dueOn) return `${row.dueOn} ${t("work.dueToday")}`;
  return { words: `${row.dueOn} ${t("work.overdue")}`, className: "font-medium text-danger" };
}
