import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Icon } from "@/ui/icon";

export type StepState = "done" | "current" | "todo" | "skipped" | "stopped";
export type Step = {
  key: string;
  label: ReactNode;
  note?: ReactNode;
  state: StepState;
  href?: string;
  data?: Record<`data-${string}`, string>;
};

const MARKS: Record<StepState, string> = {
  done: "border-accent bg-accent text-white",
  current: "border-accent bg-surface text-accent ring-4 ring-accent-soft",
  todo: "border-line-strong bg-surface text-ink-3",
  skipped: "border-line border-dashed bg-subtle text-ink-3",
  stopped: "border-danger bg-surface text-danger",
};

/** Where something stands on its way. `words` says each state for assistive technology. */
export function Stepper({
  label,
  steps,
  words,
  className,
}: {
  label: string;
  steps: readonly Step[];
  words: Record<StepState, string>;
  className?: string;
}) {
  return (
    <ol aria-label={label} className={cn("flex flex-col gap-0 md:flex-row", className)}>
      {steps.map((step, index) => (
        <li
          key={step.key}
          {...step.data}
          aria-current={step.state === "current" ? "step" : undefined}
          className="relative flex flex-1 gap-3 pb-4 last:pb-0 md:flex-col md:items-center md:gap-1.5 md:pb-0 md:text-center"
        >
          {index < steps.length - 1 ? (
            <span
              aria-hidden="true"
              className={cn(
                "absolute top-7 bottom-0 left-[0.8125rem] w-0.5 md:top-[0.8125rem] md:right-[calc(-50%+1rem)] md:bottom-auto md:left-[calc(50%+1rem)] md:h-0.5 md:w-auto",
                step.state === "done" ? "bg-accent" : "bg-line",
              )}
            />
          ) : null}
          <span
            aria-hidden="true"
            className={cn(
              "z-[1] flex size-7 shrink-0 items-center justify-center rounded-full border-2 text-sm font-semibold",
              MARKS[step.state],
            )}
          >
            {step.state === "done" ? (
              <Icon name="check" className="size-4" />
            ) : step.state === "stopped" ? (
              <Icon name="close" className="size-4" />
            ) : (
              index + 1
            )}
          </span>
          <span className="min-w-0">
            <span className={cn("block", step.state === "current" ? "font-semibold" : "text-ink-2")}>
              {step.href ? (
                <Link href={step.href} className="hover:text-accent hover:underline">
                  {step.label}
                </Link>
              ) : (
                step.label
              )}
              <span className="sr-only">, {words[step.state]}</span>
            </span>
            {step.note ? <span className="block text-sm text-ink-3">{step.note}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
