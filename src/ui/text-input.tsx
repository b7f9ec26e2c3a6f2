import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { CONTROL_CLASS } from "@/ui/control-class";

export type TextInputProps = ComponentProps<"input"> & {
  /** shown behind the box: 万元, 人, % */
  unit?: string | undefined;
};

/** A native one-line box, so that input methods are never disturbed. */
export function TextInput({ unit, className, type = "text", ...rest }: TextInputProps) {
  const box = <input {...rest} type={type} className={cn(CONTROL_CLASS, unit && "rounded-r-none", className)} />;
  if (!unit) return box;
  return (
    <span className="flex">
      {box}
      <span className="flex shrink-0 items-center rounded-r-md border border-l-0 border-line-strong bg-subtle px-2.5 text-sm text-ink-2">
        {unit}
      </span>
    </span>
  );
}

/** A native day picker; the value is YYYY-MM-DD. */
export function DateInput(props: ComponentProps<"input">) {
  return <TextInput placeholder="2026-05-18" {...props} type="date" className={cn("tabular-nums", props.className)} />;
}
