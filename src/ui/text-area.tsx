"use client";

import { type ComponentProps, useLayoutEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import { CONTROL_CLASS } from "@/ui/control-class";

/** Grows a box to its content; a box that is hidden (height 0) is left alone. */
function grow(box: HTMLTextAreaElement): void {
  if (box.offsetParent === null) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

/** A native box of several lines that grows with what is typed; `rows` is its least height. */
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
      className={cn(CONTROL_CLASS, "resize-y overflow-hidden leading-6", className)}
      onInput={(event) => {
        grow(event.currentTarget);
        onInput?.(event);
      }}
    />
  );
}
