"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { FormField } from "@/domain/application-form";
import { codePoints } from "@/domain/form-rules/fault";
import { isFileField } from "@/domain/form-field";
import { cn } from "@/lib/cn";
import { FieldError, RequiredMark } from "@/ui/field";
import { EnumBox, MultiBox, optionsOf, PledgeBox } from "./choice-boxes";
import { FilesField } from "./files-field";
import { label, useDemanded, useFieldError, useFiling, useValue, useWrite } from "./filing-context";
import { TextBox } from "./text-box";

export type FieldViewProps = {
  field: FormField;
  disabled: boolean;
  /** inside a table */
  row?: { id: string; number: number } | undefined;
};

export function controlId(path: string, rowId?: string): string {
  return `f-${path.replaceAll(".", "-")}${rowId === undefined ? "" : `-${rowId}`}`;
}

/** How much room a field takes: full width, or a share of its grid. */
export function isWide(field: FormField): boolean {
  const long = (field.limits?.maxLength ?? 0) >= 100 && field.type === "text";
  return long || ["longText", "multiEnum", "boolean", "rows", "files", "images"].includes(field.type);
}

/** One field with its label, hint and error, generated from the form. */
export const FieldView = memo(function FieldView({ field, disabled, row }: FieldViewProps) {
  const t = useTranslations("application");
  const { props, locale } = useFiling();
  const value = useValue(field.path, row?.id);
  const error = useFieldError(field.path, row?.id);
  const demanded = useDemanded(field.path);
  const { write, leave } = useWrite(field.path, row?.id);
  if (isFileField(field)) return <FilesField field={field} disabled={disabled} row={row} />;

  const id = controlId(field.path, row?.id);
  const hint = locale === "en" ? (field.hintEn ?? field.hint) : field.hint;
  const locked = disabled || field.readOnly === true;
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  const control = {
    id,
    "data-path": field.path,
    ...(row ? { "data-row": String(row.number), "data-row-id": row.id } : {}),
    ...(describedBy ? { "aria-describedby": describedBy } : {}),
    ...(error ? { "aria-invalid": true } : {}),
    ...(demanded ? { "aria-required": true } : {}),
  };
  const common = { field, value, write, leave, disabled: locked, control };
  const options = optionsOf(field, props, locale);
  const name = label(field, locale);
  const words = { choose: t("field.choose"), unknown: (text: string) => t("field.unknown", { text }) };
  const box =
    field.type === "boolean" ? (
      <PledgeBox {...common} locale={locale} marked={demanded} />
    ) : field.type === "multiEnum" ? (
      <MultiBox
        {...common}
        control={{ ...control, "aria-label": demanded ? t("field.requiredGroup", { name }) : name }}
        options={options}
        dense={row !== undefined}
      />
    ) : field.type === "enum" || field.type === "orgRef" ? (
      <EnumBox {...common} options={options} words={words} />
    ) : (
      <TextBox {...common} words={{ pickDay: t("field.pickDay", { name }) }} />
    );
  const max = field.limits?.maxLength;
  const counted = max !== undefined && max >= 100 && typeof value === "string" ? codePoints(value.trim()) : null;
  return (
    <div className={cn("flex min-w-0 flex-col gap-1", row ? (isWide(field) ? "col-span-full" : "") : isWide(field) ? "md:col-span-2" : "")}>
      {field.type === "boolean" ? null : (
        <div className="flex items-baseline justify-between gap-3">
          {field.type === "multiEnum" ? (
            <span className="text-sm font-medium">
              {name}
              {demanded ? <RequiredMark /> : null}
              {field.text ? <span className="block font-normal text-ink-2">{locale === "en" ? field.textEn : field.text}</span> : null}
            </span>
          ) : (
            <label htmlFor={id} className="text-sm font-medium">
              {name}
              {demanded ? <RequiredMark /> : null}
            </label>
          )}
          {counted !== null && max !== undefined ? (
            <span className={cn("shrink-0 text-xs tabular-nums", counted > max ? "font-semibold text-danger" : "text-ink-3")}>
              {counted}/{max}
            </span>
          ) : null}
        </div>
      )}
      {box}
      {error ? (
        <div className="text-sm" data-rule={error.rule} data-error-at={field.path}>
          <FieldError id={`${id}-error`}>{error.message}</FieldError>
        </div>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-3">
          {hint}
        </p>
      ) : null}
    </div>
  );
});
