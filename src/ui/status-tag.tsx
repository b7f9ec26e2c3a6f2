import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { TONE_CLASS, TONE_TEXT, type Tone } from "@/ui/tone";
import { ToneGlyph } from "@/ui/tone-glyph";

/** A status by word, shape and colour. `plain` leaves out the box, for dense table cells. */
export function StatusTag({
  tone = "neutral",
  plain = false,
  className,
  children,
  ...rest
}: ComponentProps<"span"> & { tone?: Tone; plain?: boolean }) {
  return (
    <span
      {...rest}
      className={cn(
        "inline-flex items-center gap-1.5 align-bottom text-sm font-medium whitespace-nowrap",
        plain ? TONE_TEXT[tone] : cn("rounded-md border px-2 leading-6", TONE_CLASS[tone]),
        className,
      )}
    >
      <ToneGlyph tone={tone} />
      {children}
    </span>
  );
}
