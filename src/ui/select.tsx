import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { SELECT_CLASS } from "@/ui/control-class";
import { SelectArrow } from "@/ui/select-arrow";

export type Option = { value: string; label: string; disabled?: boolean };
export type OptionGroup = { label: string; options: readonly Option[] };

export type SelectProps = ComponentProps<"select"> & {
  options?: readonly (Option | OptionGroup)[];
  /** the words of the empty choice; without them there is none */
  placeholder?: string | undefined;
};

function OptionElement({ value, label, disabled }: Option) {
  return (
    <option value={value} disabled={disabled}>
      {label}
    </option>
  );
}

/** A native choice list: it opens the phone's own wheel and works on every old browser. */
export function Select({ options = [], placeholder, className, children, ...rest }: SelectProps) {
  return (
    <span className="relative block">
      <select {...rest} className={cn(SELECT_CLASS, className)}>
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) =>
          "options" in option ? (
            <optgroup key={option.label} label={option.label}>
              {option.options.map((inner) => (
                <OptionElement key={inner.value} {...inner} />
              ))}
            </optgroup>
          ) : (
            <OptionElement key={option.value} {...option} />
          ),
        )}
        {children}
      </select>
      <SelectArrow />
    </span>
  );
}
