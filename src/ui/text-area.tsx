"use client";

import { type ComponentProps, useLayoutEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import { CONTROL_CLASS } from "@/ui/control-class";

/** Least height of a box that grows by itself: lines of 1.5 rem, padding and border (`rows` counts for nothing there). */
const LEAST = ["", "", "min-h-[3.875rem]!", "min-h-[5.375rem]!", "min-h-[6.875rem]!", "min-h-[8.375rem]!"] as const;

let growsByItself: boolean | undefined;

/** Grows a box to its content where the browser does not (before Chromium 123). Measuring lays the page out once a box: 10 ms of a review. */
function grow(box: HTMLTextAreaElement): void {
  growsByItself ??= CSS.supports("field-sizing", "content");
  if (growsByItself || box.offsetParent === null) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

/** A native box of several lines that grows with what is typed; `rows`, at most 5, is its least height. */
export function TextArea({ className, onInput, rows = 3, value, ...rest }: ComponentProps<"textarea">) {
  const ref = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (ref.current) grow(ref.current);
  }, [value]);
  return (
    <textarea
      {...rest}
      {...(value === undefined ? {} : { value })}
      ref={ref}
      rows={rows}
      className={cn(CONTROL_CLASS, "resize-y overflow-hidden leading-6 [field-sizing:content]", LEAST[rows], className)}
      onInput={(event) => {
        grow(event.currentTarget);
        onInput?.(event);
      }}
    />
  );
}
