import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A small count or mark. `strong` is the accent, for what waits for this person. */
export function Badge({ strong = false, className, ...rest }: ComponentProps<"span"> & { strong?: boolean }) {
  return (
    <span
      {...rest}
      className={cn(
        "inline-flex min-w-5 items-center justify-center rounded-full px-1.5 text-xs leading-5 font-medium tabular-nums",
        strong ? "bg-accent text-white" : "bg-subtle text-ink-2",
        className,
      )}
    />
  );
}
