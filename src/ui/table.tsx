import { cn } from "@/lib/cn";
import { sentOnce } from "@/lib/sent-once";
import { TableBox } from "@/ui/table-box";
import type { Cell, Sorted, TableContent, TableRow } from "@/ui/table-markup";

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
  rowHref?: (row: Row) => string;
  /** data-* attributes of a row */
  rowData?: (row: Row) => TableRow["data"];
  /** phones show one card a row instead of a sideways scrolling table */
  cards?: boolean;
  /** gives the box its own height, so that the header and the sideways scroll bar stay in sight */
  tall?: boolean;
};

/**
 * A dense table: hairlines, a header that stays, sorting by links, the whole row as a link; on a phone the same rows as cards. The
 * cells travel as data and are written as HTML at either end (table-markup.ts).
 */
export function Table<Row>({ caption, columns, rows, rowHref, rowData, cards = false, tall = false }: TableProps<Row>) {
  const head = columns.map(({ header, align, className, primary = false, hideOnCard = false, sortHref, sorted }) => ({
    header,
    className: cn(align === "end" && "text-right tabular-nums", className),
    primary,
    offCard: hideOnCard,
    ...(sortHref === undefined ? {} : { sortHref }),
    ...(sorted === undefined ? {} : { sorted }),
  }));
  const body = rows.map((row, index): TableRow => ({
    ...(rowHref ? { href: rowHref(row) } : {}),
    data: rowData?.(row) ?? {},
    cells: columns.map((column) => column.cell(row, index)),
  }));
  const box = cn(
    "relative overflow-auto scroll-shadow-x aria-busy:opacity-60 focus-visible:-outline-offset-2 print:overflow-visible",
    tall && "md:max-h-[max(20rem,calc(100vh-15rem))] print:max-h-none",
  );
  const content = sentOnce<TableContent>({ caption, head, rows: body, cards });
  return <TableBox caption={caption} content={content} className={box} />;
}
