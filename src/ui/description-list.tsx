import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type Description = { key: string; term: ReactNode; value: ReactNode; wide?: boolean; data?: Record<`data-${string}`, string> };

const COLUMNS = { 1: "", 2: "md:grid-cols-2", 3: "md:grid-cols-2 xl:grid-cols-3" } as const;

/** Names and values. An empty value shows a dash, so that a gap is seen as a gap. */
export function DescriptionList({
  items,
  columns = 2,
  className,
}: {
  items: readonly Description[];
  columns?: 1 | 2 | 3;
  className?: string;
}) {
  return (
    <dl className={cn("grid grid-cols-1 gap-x-8 gap-y-2.5", COLUMNS[columns], className)}>
      {items.map((item) => (
        <div key={item.key} {...item.data} className={cn("flex min-w-0 flex-col sm:flex-row sm:gap-3", item.wide && "md:col-span-full")}>
          <dt className="shrink-0 text-sm leading-6 text-ink-3 sm:w-28">{item.term}</dt>
          <dd className="min-w-0 flex-1 whitespace-pre-line">
            {item.value === null || item.value === undefined || item.value === "" ? <span className="text-ink-3">—</span> : item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
