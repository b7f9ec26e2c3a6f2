"use client";

import { useState } from "react";
import type { FormField } from "@/domain/application-form";
import { cn } from "@/lib/cn";
import { CONTROL_CLASS } from "@/ui/control-class";
import { Icon } from "@/ui/icon";
import { TextArea } from "@/ui/text-area";
import { useEarlyInput } from "./early-input";
import { parseTyped, typedText } from "./typed-value";

export type BoxProps = {
  field: FormField;
  value: unknown;
  write: (value: ReturnType<typeof parseTyped>) => void;
  leave: () => void;
  disabled: boolean;
  /** id, aria-* and data-* of the control */
  control: Record<string, string | boolean | undefined> & { id: string };
  words: { pickDay: string };
};

const INPUT_MODES: Partial<Record<FormField["type"], "numeric" | "decimal" | "tel" | "email">> = {
  int: "numeric",
  decimal: "decimal",
  mobile: "tel",
  phone: "tel",
  email: "email",
};

const EXAMPLES: Partial<Record<FormField["type"], string>> = { date: "2026-05-18", yearMonth: "1985-06" };

/**
 * A box for everything that is typed. It shows exactly what was typed and never rewrites it, so input methods are not
 * disturbed; the store gets the parsed value. Another value from outside (undo, merge, paste) replaces the text.
 */
export function TextBox(props: BoxProps) {
  const { field, value, write, leave, disabled, control, words } = props;
  const [text, setText] = useState(() => typedText(value));
  const [shown, setShown] = useState(value);
  if (value !== shown) {
    setShown(value);
    const own = parseTyped(field, text);
    if (own !== (value ?? null)) setText(typedText(value));
  }
  const type = (next: string) => {
    setText(next);
    write(parseTyped(field, next));
  };
  useEarlyInput(control.id, (_box, typed) => type(typed));
  const shared = {
    ...control,
    disabled,
    value: text,
    onBlur: leave,
    onChange: (event: { target: { value: string } }) => type(event.target.value),
  };
  if (field.type === "longText") return <TextArea {...shared} rows={field.limits?.maxLength && field.limits.maxLength > 300 ? 5 : 3} />;
  const mode = INPUT_MODES[field.type];
  const input = (
    <input
      {...shared}
      type="text"
      autoComplete="off"
      {...(mode ? { inputMode: mode } : {})}
      placeholder={EXAMPLES[field.type]}
      className={cn(
        CONTROL_CLASS,
        field.unit && "rounded-r-none",
        ["int", "decimal", "date", "yearMonth"].includes(field.type) && "tabular-nums",
      )}
    />
  );
  if (field.type === "date" || field.type === "yearMonth") {
    return (
      <span className="relative block">
        {input}
        {disabled ? null : <DayPicker month={field.type === "yearMonth"} value={typedText(value)} pick={type} label={words.pickDay} />}
      </span>
    );
  }
  if (!field.unit) return input;
  return (
    <span className="flex">
      {input}
      <span className="flex shrink-0 items-center rounded-r-md border border-l-0 border-line-strong bg-subtle px-2.5 text-sm text-ink-2">
        {field.unit}
      </span>
    </span>
  );
}

/** The browser's own calendar beside the box: what is typed is never limited to what a calendar can say. */
function DayPicker({ month, value, pick, label }: { month: boolean; value: string; pick: (text: string) => void; label: string }) {
  const fits = (month ? /^\d{4}-\d{2}$/ : /^\d{4}-\d{2}-\d{2}$/).test(value);
  return (
    <>
      <input
        type={month ? "month" : "date"}
        tabIndex={-1}
        aria-hidden="true"
        value={fits ? value : ""}
        onChange={(event) => (event.target.value ? pick(event.target.value) : undefined)}
        className="pointer-events-none absolute right-0 bottom-0 h-9 w-9 opacity-0"
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={label}
        title={label}
        onClick={(event) => {
          const picker = event.currentTarget.previousElementSibling;
          if (picker instanceof HTMLInputElement) picker.showPicker?.();
        }}
        className="absolute top-0.5 right-0.5 flex size-8 items-center justify-center rounded-md bg-surface text-ink-2 hover:bg-subtle touch:size-10"
      >
        <Icon name="calendar" className="size-4.5" />
      </button>
    </>
  );
}
