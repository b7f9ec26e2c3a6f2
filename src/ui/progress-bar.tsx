import { cn } from "@/lib/cn";

/** A native progress bar with its words above. `value` of `max`; without a value the end is not known. */
export function ProgressBar({
  label,
  value,
  max = 100,
  detail,
  hideLabel = false,
  className,
}: {
  label: string;
  value?: number | undefined;
  max?: number;
  /** at the right: 3 / 8, 62% */
  detail?: string | undefined;
  hideLabel?: boolean;
  className?: string;
}) {
  return (
    <div className={cn("min-w-0", className)}>
      <div className={cn("mb-1 flex justify-between gap-3 text-sm", hideLabel && "sr-only")}>
        <span className="min-w-0 truncate text-ink-2">{label}</span>
        {detail ? <span className="shrink-0 text-ink-3 tabular-nums">{detail}</span> : null}
      </div>
      <progress aria-label={label} max={max} value={value} className="block h-1.5 w-full" />
    </div>
  );
}
