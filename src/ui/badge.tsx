import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A small count or mark. `strong` is the accent, for what waits for this person. */
export function Badge({ strong = false, className, ...rest }: ComponentProps<"span"> & { strong?: boolean }) {
  return <span {...rest} className={cn("badge", strong && "badge-strong", className)} />;
}
