import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { SortHeader } from "@/ui/sort-header";

export type Sorted = "ascending" | "descending" | "none";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row, index: number) => ReactNode;
  align?: "start" | "end" | "center";
  /** classes of header and cells: widths (min-w-40), wrapping (whitespace-normal) */
  className?: string;
  /** makes the header a link to the list sorted by this column */
  sortHref?: string;
  sorted?: Sorted;
  /** this cell names the row: row header, and carries the row's link */
  primary?: boolean;
  /** stays in sight when the table scrolls sideways; for the first column */
  sticky?: boolean;
  /** left out of the cards that phones show */
  hideOnCard?: boolean;
};

export type TableProps<Row> = {
  /** what the table lists; read by assistive technology, and the name of the scrolling box */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string | undefined;
  /** data-* attributes and classes of a row, in table and cards alike */
  rowProps?: (row: Row) => ComponentProps<"tr"> & Record<`data-${string}`, string | number | undefined>;
  /** phones show one card a row instead of a sideways scrolling table */
  cards?: boolean;
  /** gives the box its own height, so that the header and the sideways scroll bar stay in sight */
  tall?: boolean;
  /** last row of the body, such as a sum: <tr>…</tr> */
  footer?: ReactNode;
  className?: string;
};

const ALIGN = { start: "text-left", end: "text-right tabular-nums", center: "text-center" } as const;
const LINK = "text-ink hover:text-accent hover:underline after:absolute after:inset-0 after:content-['']";

function cellContent<Row>(column: Column<Row>, row: Row, index: number, href: string | undefined): ReactNode {
  const content = column.cell(row, index);
  if (!column.primary || !href) return content;
  return (
    <Link href={href} prefetch={false} className={LINK}>
      {content}
    </Link>
  );
}

/** A dense table: hairlines, a header that stays, sorting by links, the whole row as a link. Rendered on the server. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, rowHref, rowProps, cards = false, tall = false, footer, className } = props;
  return (
    <>
      <div
        role="region"
        aria-label={caption}
        tabIndex={0}
        className={cn(
          "relative overflow-auto scroll-shadow-x focus-visible:-outline-offset-2 print:overflow-visible",
          tall && "md:max-h-[max(20rem,calc(100vh-15rem))] print:max-h-none",
          cards && "max-md:hidden print:block",
          className,
        )}
      >
        <table className="w-full border-separate border-spacing-0 text-sm">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  aria-sort={column.sorted}
                  className={cn(
                    "sticky top-0 z-10 border-b border-line bg-subtle px-3 py-1.5 font-medium whitespace-nowrap text-ink-2",
                    ALIGN[column.align ?? "start"],
                    column.sticky && "left-0 z-20",
                    column.className,
                  )}
                >
                  {column.sortHref ? (
                    <SortHeader href={column.sortHref} sorted={column.sorted ?? "none"}>
                      {column.header}
                    </SortHeader>
                  ) : (
                    column.header
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const href = rowHref?.(row);
              const { className: rowClass, ...more } = rowProps?.(row) ?? {};
              return (
                <tr key={rowKey(row)} {...more} className={cn("relative", href && "hover:bg-accent-soft", rowClass)}>
                  {columns.map((column) => {
                    const Cell = column.primary ? "th" : "td";
                    return (
                      <Cell
                        key={column.key}
                        {...(column.primary ? { scope: "row" } : {})}
                        className={cn(
                          "border-b border-line px-3 py-1.5 align-top font-normal",
                          ALIGN[column.align ?? "start"],
                          column.sticky && "sticky left-0 z-[1] bg-surface",
                          column.className,
                        )}
                      >
                        {cellContent(column, row, index, href)}
                      </Cell>
                    );
                  })}
                </tr>
              );
            })}
            {footer}
          </tbody>
        </table>
      </div>
      {cards ? <Cards {...props} /> : null}
    </>
  );
}

/** The same rows for a phone: the primary column as the title, the others as pairs. Sorting stays with the table. */
function Cards<Row>({ caption, columns, rows, rowKey, rowHref, rowProps }: TableProps<Row>) {
  const primary = columns.find((column) => column.primary) ?? columns[0];
  const others = columns.filter((column) => column !== primary && !column.hideOnCard);
  return (
    <ul aria-label={caption} className="divide-y divide-line md:hidden print:hidden">
      {rows.map((row, index) => {
        const { className: rowClass, ...more } = rowProps?.(row) ?? {};
        const data = Object.fromEntries(Object.entries(more).filter(([key]) => key.startsWith("data-")));
        return (
          <li key={rowKey(row)} {...data} className={cn("relative px-4 py-3.5", rowClass)}>
            {primary ? (
              <div className="mb-1.5 text-base font-semibold">{cellContent({ ...primary, primary: true }, row, index, rowHref?.(row))}</div>
            ) : null}
            <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
              {others.map((column) => (
                <div key={column.key} className="contents">
                  <dt className="text-ink-3">{column.header}</dt>
                  <dd className="min-w-0 text-ink">{column.cell(row, index)}</dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
