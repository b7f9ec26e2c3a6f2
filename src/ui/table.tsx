import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { attributes, type Html, markup } from "@/lib/html";
import { SoftLinks } from "@/ui/soft-links";
import { STATUS_SHAPES } from "@/ui/status-html";

type Sorted = "ascending" | "descending" | "none";
type Cell = Html | string | number;

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row, index: number) => Cell;
  align?: "start" | "end";
  /** classes of header and cells: widths (min-w-40), wrapping (whitespace-normal) */
  className?: string;
  /** makes the header a link to the list sorted by this column */
  sortHref?: string;
  sorted?: Sorted;
  /** this cell names the row: row header, and carries the row's link */
  primary?: boolean;
  /** left out of the cards that phones show */
  hideOnCard?: boolean;
};

type TableProps<Row> = {
  /** what the table lists; read by assistive technology, and the name of the scrolling box */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowHref?: (row: Row) => string | undefined;
  /** data-* attributes of a row */
  rowData?: (row: Row) => Readonly<Record<`data-${string}`, string | number | undefined>>;
  /** phones show one card a row instead of a sideways scrolling table */
  cards?: boolean;
  /** gives the box its own height, so that the header and the sideways scroll bar stay in sight */
  tall?: boolean;
};

/**
 * A dense table: hairlines, a header that stays, sorting by links, the whole row as a link; on a phone the same rows as cards. It is
 * written as HTML (src/lib/html.ts) and looks as .data-table of globals.css says. The roles stay for browsers that forget a table
 * when its display changes.
 */
export function Table<Row>({ caption, columns, rows, rowHref, rowData, cards = false, tall = false }: TableProps<Row>): ReactNode {
  const body = rows.map((row, index) => rowHtml(columns, row, index, rowHref?.(row), rowData?.(row) ?? {}));
  const table = markup`<table role="table" class="${cn("data-table", cards && "as-cards", rowHref && "linked")}"><caption class="sr-only">${caption}</caption><thead role="rowgroup"><tr role="row">${columns.map(headerHtml)}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`;
  return (
    <SoftLinks
      label={caption}
      className={cn(
        "relative overflow-auto scroll-shadow-x aria-busy:opacity-60 focus-visible:-outline-offset-2 print:overflow-visible",
        tall && "md:max-h-[max(20rem,calc(100vh-15rem))] print:max-h-none",
      )}
      content={STATUS_SHAPES.html + table.html}
    />
  );
}

function classes<Row>(column: Column<Row>): string {
  return cn(column.align === "end" && "text-right tabular-nums", column.className);
}

function headerHtml<Row>(column: Column<Row>): Html {
  const { header, sortHref, sorted = "none" } = column;
  if (!sortHref) return markup`<th role="columnheader" scope="col" class="${classes(column)}">${header}</th>`;
  const shade = (order: Sorted) => (sorted === order ? 1 : 0.3);
  // two small arrows, of which the one in force is filled
  return markup`<th role="columnheader" scope="col" aria-sort="${sorted}" class="${classes(column)}"><a href="${sortHref}" data-keep-scroll="1">${header}<svg viewBox="0 0 8 12" aria-hidden="true"><path d="M4 .8 7.2 5H.8Z" fill="currentColor" opacity="${shade("ascending")}" /><path d="M4 11.2.8 7h6.4Z" fill="currentColor" opacity="${shade("descending")}" /></svg></a></th>`;
}

function rowHtml<Row>(
  columns: readonly Column<Row>[],
  row: Row,
  index: number,
  href: string | undefined,
  data: Readonly<Record<string, string | number | undefined>>,
): Html {
  const cells = columns.map((column) => {
    const content = column.cell(row, index);
    if (column.primary)
      return markup`<th role="rowheader" scope="row" class="${classes(column)}">${href ? markup`<a href="${href}">${content}</a>` : content}</th>`;
    return markup`<td role="cell" data-label="${column.header}" class="${cn(classes(column), column.hideOnCard && "off-card")}">${content}</td>`;
  });
  return markup`<tr role="row"${attributes(data)}>${cells}</tr>`;
}
