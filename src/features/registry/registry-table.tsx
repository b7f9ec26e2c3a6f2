import type { Locale } from "@/domain/locale";
import { type RegistryColumn, type RegistryValue, shownValue } from "@/domain/registry/registry-column";
import { formatMonth, formatShortDate, formatTime } from "@/lib/format-date";
import { type Column, Table } from "@/ui/table";
import type { Cell } from "@/ui/table-markup";
import type { Tone } from "@/ui/tone";
import type { AnyRow, RegistryList } from "./registry-lists";
import { registryHref, type RegistryRequest } from "./registry-params";

type RegistryTableProps = {
  list: RegistryList;
  request: RegistryRequest;
  caption: string;
  columns: readonly RegistryColumn<AnyRow>[];
  rows: readonly AnyRow[];
  locale: Locale;
};

/** How a verdict looks: shape and colour beside its word. */
const VERDICT_TONES: Readonly<Record<string, Tone>> = { met: "success", warn: "warning", unmet: "danger" };
const STATUS_TONES: Readonly<Record<string, Tone>> = {
  draft: "neutral",
  returned: "warning",
  withdrawn: "neutral",
  approved: "success",
  publicity: "success",
  named: "success",
  rejected: "danger",
  expired: "danger",
  voided: "danger",
};

function text(column: RegistryColumn<AnyRow>, value: RegistryValue, locale: Locale): string {
  if (value === null || value === "") return "";
  if (column.type === "dateTime") return value instanceof Date ? `${formatShortDate(value)} ${formatTime(value)}` : String(value);
  if (column.type === "date") return formatShortDate(value as string);
  if (column.type === "month") return /^\d{4}-\d{2}$/.test(String(value)) ? formatMonth(String(value), locale) : String(value);
  return String(value);
}

const NOTHING: Cell = { words: "—", className: "text-ink-3" };

function cell(column: RegistryColumn<AnyRow>, row: AnyRow, locale: Locale): Cell {
  const shown = text(column, shownValue(column, row, locale), locale);
  if (shown === "") return NOTHING;
  const { status, verdicts } = row as { status?: string; verdicts?: Record<string, { verdict: string }> };
  if (column.key === "status" && status) return { tone: STATUS_TONES[status] ?? "info", words: shown, data: { "data-status": status } };
  const verdict = column.key.startsWith("item.") ? verdicts?.[column.key.slice(5)]?.verdict : undefined;
  return verdict ? { tone: VERDICT_TONES[verdict] ?? "neutral", words: shown, data: { "data-verdict": verdict } } : shown;
}

/** Wide texts may wrap, short ones never: a register is read line by line. */
function widthClass(column: RegistryColumn<AnyRow>): string {
  if ((column.width ?? 0) >= 28) return "min-w-56 max-w-80";
  if ((column.width ?? 0) >= 24) return "min-w-40 max-w-72";
  return "whitespace-nowrap";
}

/** The rows of a registry: the same columns and values as its export, personal data masked. */
export function RegistryTable({ list, request, caption, columns, rows, locale }: RegistryTableProps) {
  const { order, params } = request;
  const naming = columns.find((column) => column.key === "studio") ?? columns[0];
  const tableColumns = columns.map((column): Column<AnyRow> => {
    const sortable = column.sort !== undefined && list.sorts.includes(column.sort);
    const current = sortable && order.sort === column.sort;
    const turned = current && !order.descending ? `-${column.sort}` : column.sort;
    return {
      key: column.key,
      header: locale === "en" ? column.headerEn : column.header,
      cell: (row) => cell(column, row, locale),
      align: column.type === "integer" || column.type === "decimal" ? "end" : "start",
      className: widthClass(column),
      primary: column === naming,
      hideOnCard: column.key === "position",
      ...(sortable
        ? {
            sortHref: registryHref(list, params, { sort: turned }),
            sorted: current ? (order.descending ? ("descending" as const) : ("ascending" as const)) : ("none" as const),
          }
        : {}),
    };
  });
  return (
    <Table
      caption={caption}
      tall
      cards
      columns={tableColumns}
      rows={rows}
      {...(list.key === "members" ? {} : { rowHref: (row: AnyRow) => `/review/${row.id}` })}
      rowData={(row) => ({ "data-registry-row": row.id })}
    />
  );
}
