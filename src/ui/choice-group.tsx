import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Checkbox, Radio } from "@/ui/choice";
import { FieldError, RequiredMark } from "@/ui/field";

export type ChoiceOption = { value: string; label: ReactNode; note?: ReactNode; disabled?: boolean };

type GroupProps = Omit<ComponentProps<"fieldset">, "onChange" | "id"> & {
  id: string;
  name: string;
  label: ReactNode;
  options: readonly ChoiceOption[];
  required?: boolean | undefined;
  hint?: ReactNode;
  error?: ReactNode;
  /** options beside each other instead of one a line */
  inline?: boolean;
  hideLabel?: boolean;
};

export type RadioGroupProps = GroupProps & {
  value?: string | undefined;
  defaultValue?: string | undefined;
  onValueChange?: (value: string) => void;
};

export type CheckboxGroupProps = GroupProps & {
  value?: readonly string[] | undefined;
  defaultValue?: readonly string[] | undefined;
  /** the values ticked afterwards, in the order of the options */
  onValueChange?: (value: string[]) => void;
};

type FrameProps = Omit<GroupProps, "name" | "options"> & { children: ReactNode };

function GroupFrame({ id, label, required, hint, error, inline, hideLabel, className, children, ...rest }: FrameProps) {
  const describedBy = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return (
    <fieldset {...rest} id={id} className={cn("min-w-0", className)} {...(describedBy ? { "aria-describedby": describedBy } : {})}>
      <legend className={cn("mb-1 text-sm font-medium text-ink", hideLabel && "sr-only")}>
        {label}
        {required ? <RequiredMark /> : null}
      </legend>
      {hint ? (
        <p id={`${id}-hint`} className="mb-0.5 text-sm text-ink-3">
          {hint}
        </p>
      ) : null}
      <div className={cn("flex", inline ? "flex-row flex-wrap gap-x-5" : "flex-col")}>{children}</div>
      {error ? (
        <div className="text-sm">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      ) : null}
    </fieldset>
  );
}

/** One of a few: all of them in sight. For more than about six take a Select. */
export function RadioGroup({ name, options, value, defaultValue, onValueChange, required, error, ...frame }: RadioGroupProps) {
  return (
    <GroupFrame
      {...frame}
      role="radiogroup"
      aria-required={required || undefined}
      aria-invalid={error ? true : undefined}
      required={required}
      error={error}
    >
      {options.map((option) => (
        <Radio
          key={option.value}
          name={name}
          value={option.value}
          label={option.label}
          note={option.note}
          disabled={option.disabled}
          data-invalid={error ? "" : undefined}
          {...(onValueChange
            ? { checked: value === option.value, onChange: () => onValueChange(option.value) }
            : { defaultChecked: (value ?? defaultValue) === option.value })}
        />
      ))}
    </GroupFrame>
  );
}

/** Any number of a few. */
export function CheckboxGroup({ name, options, value, defaultValue, onValueChange, error, ...frame }: CheckboxGroupProps) {
  const ticked = value ?? defaultValue ?? [];
  return (
    <GroupFrame {...frame} error={error}>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          name={name}
          value={option.value}
          label={option.label}
          note={option.note}
          disabled={option.disabled}
          aria-invalid={error ? true : undefined}
          {...(onValueChange
            ? {
                checked: ticked.includes(option.value),
                onChange: (event: { currentTarget: { checked: boolean } }) => {
                  const on = event.currentTarget.checked;
                  onValueChange(options.map((o) => o.value).filter((v) => (v === option.value ? on : ticked.includes(v))));
                },
              }
            : { defaultChecked: ticked.includes(option.value) })}
        />
      ))}
    </GroupFrame>
  );
}
