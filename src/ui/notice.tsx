import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { TONE_CLASS, TONE_TEXT } from "@/ui/tone";
import { ToneGlyph } from "@/ui/tone-glyph";

export type NoticeTone = "info" | "success" | "warning" | "danger";

export type NoticeProps = Omit<ComponentProps<"div">, "title"> & {
  tone?: NoticeTone;
  title?: ReactNode;
  actions?: ReactNode;
};

/** A message in the page. Give `role="alert"` (or "status") when it appears in answer to something the person did. */
export function Notice({ tone = "info", title, actions, className, children, ...rest }: NoticeProps) {
  return (
    <div {...rest} className={cn("flex items-start gap-2.5 rounded-lg border px-3.5 py-3", TONE_CLASS[tone], "text-ink", className)}>
      <ToneGlyph tone={tone} className={cn("mt-1 size-4", TONE_TEXT[tone])} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className={cn("text-ink", title ? "mt-0.5 text-sm" : null)}>{children}</div> : null}
        {actions ? <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
