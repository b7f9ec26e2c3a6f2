import { cn } from "@/lib/cn";

const WIDTHS = ["w-11/12", "w-full", "w-4/5", "w-10/12", "w-2/3"] as const;

/** Grey lines where text is on its way. Say in words nearby (or in `label`) what is loading. */
export function Skeleton({ lines = 3, label, className }: { lines?: number; label?: string; className?: string }) {
  return (
    <div role="status" className={cn("shimmer flex flex-col gap-2.5", className)}>
      {label ? <span className="sr-only">{label}</span> : null}
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} aria-hidden="true" className={cn("block h-4 rounded-sm bg-line", WIDTHS[i % WIDTHS.length])} />
      ))}
    </div>
  );
}

/** The ghost of a table. */
export function TableSkeleton({ rows = 8, label }: { rows?: number; label?: string }) {
  return (
    <div role="status" className="shimmer overflow-hidden rounded-lg border border-line bg-surface">
      {label ? <span className="sr-only">{label}</span> : null}
      <div aria-hidden="true" className="h-10 border-b border-line bg-subtle" />
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} aria-hidden="true" className="flex h-11 items-center gap-6 border-b border-line px-3 last:border-0">
          <span className="h-4 w-1/4 rounded-sm bg-line" />
          <span className="h-4 w-1/3 rounded-sm bg-line" />
          <span className="h-4 w-1/6 rounded-sm bg-line" />
        </div>
      ))}
    </div>
  );
}
