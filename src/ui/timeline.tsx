import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { TONE_TEXT, type Tone } from "@/ui/tone";
import { ToneGlyph } from "@/ui/tone-glyph";

export type TimelineItem = {
  id: string;
  title: ReactNode;
  /** already worded: 2026年5月18日 12:03 */
  time?: ReactNode;
  /** who, which union, days used */
  meta?: ReactNode;
  body?: ReactNode;
  tone?: Tone;
};

/** What happened, in the order given, along a line. */
export function Timeline({ items, className, ...rest }: Omit<ComponentProps<"ol">, "children"> & { items: readonly TimelineItem[] }) {
  return (
    <ol {...rest} className={cn("relative", className)}>
      {items.map((item, index) => (
        <li key={item.id} className="relative flex gap-3 pb-5 last:pb-0">
          {index < items.length - 1 ? <span aria-hidden="true" className="absolute top-6 bottom-0 left-[0.6875rem] w-px bg-line" /> : null}
          <span className={cn("mt-0.5 flex size-6 shrink-0 items-center justify-center", TONE_TEXT[item.tone ?? "neutral"])}>
            <ToneGlyph tone={item.tone ?? "neutral"} className="size-4" />
          </span>
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className="font-medium">{item.title}</p>
              {item.time ? <p className="text-sm text-ink-3 tabular-nums">{item.time}</p> : null}
            </div>
            {item.meta ? <div className="text-sm text-ink-2">{item.meta}</div> : null}
            {item.body ? <div className="mt-1.5 rounded-md bg-subtle px-3 py-2 text-sm whitespace-pre-line">{item.body}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
