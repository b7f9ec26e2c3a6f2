"use client";

import type { FormField } from "@/domain/application-form";
import { enumValues } from "@/domain/enumerations";
import type { FieldValue } from "@/domain/form-content";
import type { Locale } from "@/domain/locale";
import { cn } from "@/lib/cn";
import { Checkbox } from "@/ui/choice";
import { Select } from "@/ui/select";
import { useEarlyInput } from "./early-input";
import type { FillProps } from "./fill-props";
import { typedText } from "./typed-value";

type Option = { value: string; label: string };
type Common = {
  field: FormField;
  value: unknown;
  write: (value: FieldValue) => void;
  leave: () => void;
  disabled: boolean;
  control: Record<string, string | boolean | undefined> & { id: string };
};

/** What a field can be chosen from; regions and recommending unions are those of the city. */
export function optionsOf(field: FormField, props: Pick<FillProps, "regions" | "recommenders">, locale: Locale): Option[] {
  if (field.type === "orgRef") return props.recommenders.map((org) => ({ value: org.code, label: org.name }));
  if (field.enum === "region") return props.regions.map((region) => ({ value: region.code, label: region.name }));
  if (!field.enum) return [];
  return enumValues(field.enum).map((one) => ({ value: one.key, label: locale === "en" ? one.labelEn : one.label }));
}

/** A native choice. A value that is no option (pasted text) stays and is shown, until something is chosen. */
export function EnumBox({
  value,
  write,
  leave,
  disabled,
  control,
  options,
  words,
}: Common & { options: Option[]; words: { choose: string; unknown: (text: string) => string } }) {
  const text = typedText(value);
  useEarlyInput(control.id, (_box, chosen) => write(chosen || null));
  const known = text === "" || options.some((option) => option.value === text);
  return (
    <Select
      {...control}
      disabled={disabled}
      value={text}
      onBlur={leave}
      onChange={(event) => write(event.target.value || null)}
      placeholder={words.choose}
      options={options}
    >
      {known ? null : <option value={text}>{words.unknown(text)}</option>}
    </Select>
  );
}

/** Several of a list: one box each, value = key. */
export function MultiBox({
  field,
  value,
  write,
  leave,
  disabled,
  control,
  options,
  dense,
}: Common & { options: Option[]; dense: boolean }) {
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  // a group cannot be required in the language of assistive technology: its name says so instead (field-view)
  const { id, "data-path": path, "data-row": row, "data-row-id": rowId, "aria-required": _required, ...described } = control;
  const toggle = (key: string, on: boolean) => {
    const order = options.map((option) => option.value);
    const next = on ? [...chosen, key] : chosen.filter((one) => one !== key);
    write(next.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    leave();
  };
  useEarlyInput(id, (group) => write([...group.querySelectorAll<HTMLInputElement>("input:checked")].map((box) => box.value)));
  return (
    <div
      id={id}
      role="group"
      {...described}
      className={cn("grid gap-x-4", dense ? "grid-cols-2 md:grid-cols-4" : field.text ? "grid-cols-1" : "sm:grid-cols-2")}
    >
      {options.map((option) => (
        <Checkbox
          key={option.value}
          value={option.value}
          label={option.label}
          data-path={path}
          data-row={row}
          data-row-id={rowId}
          disabled={disabled}
          checked={chosen.includes(option.value)}
          onChange={(event) => toggle(option.value, event.target.checked)}
        />
      ))}
      {typeof value === "string" && value !== "" ? <p className="text-sm text-danger">{value}</p> : null}
    </div>
  );
}

/** A pledge: the whole sentence beside its box. */
export function PledgeBox({ field, value, write, leave, disabled, control, locale, marked }: Common & { locale: Locale; marked: boolean }) {
  useEarlyInput(control.id, (box) => {
    if (box instanceof HTMLInputElement) write(box.checked);
  });
  const words = (locale === "en" ? field.textEn : field.text) ?? (locale === "en" ? field.labelEn : field.label);
  return (
    <Checkbox
      {...control}
      disabled={disabled}
      checked={value === true}
      onBlur={leave}
      onChange={(event) => write(event.target.checked)}
      label={
        <>
          {words}
          {marked ? (
            <span aria-hidden="true" className="ml-0.5 text-accent">
              *
            </span>
          ) : null}
        </>
      }
    />
  );
}
