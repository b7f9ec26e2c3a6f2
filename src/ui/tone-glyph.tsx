import { cn } from "@/lib/cn";
import type { Tone } from "@/ui/tone";
import { TONE_SHAPES } from "@/ui/tone-shapes";

/** The shape that goes with a tone. Decorative: a word always stands beside it. */
export function ToneGlyph({ tone, className }: { tone: Tone; className?: string | undefined }) {
  const shape = { __html: TONE_SHAPES[tone].html };
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      className={cn("size-3.5 shrink-0", className)}
      dangerouslySetInnerHTML={shape}
    />
  );
}
