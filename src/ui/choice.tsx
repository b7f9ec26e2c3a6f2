import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

const MARK =
  "mt-[0.1875rem] size-[1.125rem] shrink-0 accent-accent touch:mt-0.5 touch:size-5 aria-invalid:outline-2 aria-invalid:outline-danger data-invalid:outline-2 data-invalid:outline-danger";

export type ChoiceProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; note?: ReactNode };

function Choice({ kind, label, note, className, ...rest }: ChoiceProps & { kind: "checkbox" | "radio" }) {
  return (
    <label className={cn("flex cursor-pointer items-start gap-2 py-1 text-base touch:min-h-11 touch:py-2.5", className)}>
      <input {...rest} type={kind} className={MARK} />
      <span className="min-w-0">
        {label}
        {note ? <span className="block text-sm text-ink-3">{note}</span> : null}
      </span>
    </label>
  );
}

/** One box to tick, with its words. */
export function Checkbox(props: ChoiceProps) {
  return <Choice {...props} kind="checkbox" />;
}

/** One of several, with its words; normally through RadioGroup. */
export function Radio(props: ChoiceProps) {
  return <Choice {...props} kind="radio" />;
}
