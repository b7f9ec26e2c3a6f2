import { useTranslations } from "next-intl";
import { type FieldNames, fieldText, labelOf, rawText } from "@/domain/field-text";
import type { FieldValue, Filing } from "@/domain/form-content";
import { attachmentsAt, rowsAt, valueAt } from "@/domain/form-context";
import { type FormField, isFileField } from "@/domain/form-field";
import { cn } from "@/lib/cn";
import { FileList } from "./file-list";
import { TableReading } from "./table-reading";

export type FieldReadingProps = { field: FormField; filing: Filing; names: FieldNames; compact?: boolean };

/** One field as it was filed: its value in words, its rows, or its files in place. Carries data-path and data-value. */
export function FieldReading({ field, filing, names, compact = false }: FieldReadingProps) {
  const t = useTranslations("reading");
  const label = labelOf(field, names.locale);
  if (field.columns) {
    const rows = rowsAt(filing.content, field.path);
    return (
      <div data-path={field.path} data-rows={rows.length} className="col-span-full min-w-0">
        <p className="mb-1 text-sm text-ink-3">
          {label} <span className="tabular-nums">({t("rows", { count: rows.length })})</span>
        </p>
        {rows.length > 0 ? <TableReading field={field} rows={rows} filing={filing} names={names} compact={compact} /> : <Nothing />}
      </div>
    );
  }
  if (isFileField(field)) {
    const files = attachmentsAt(filing, field.path);
    return (
      <div data-path={field.path} data-files={files.length} className="col-span-full min-w-0">
        <p className="mb-1 text-sm text-ink-3">
          {label} <span className="tabular-nums">({t("files", { count: files.length })})</span>
        </p>
        {files.length > 0 ? <FileList files={files} /> : <Nothing />}
      </div>
    );
  }
  const value = valueAt(filing.content, field.path) as FieldValue | undefined;
  const text = fieldText(field, value, names);
  return (
    <div
      data-path={field.path}
      data-value={rawText(value)}
      className={cn("min-w-0 sm:flex sm:gap-3", field.type === "longText" && "col-span-full")}
    >
      <p className={cn("shrink-0 text-sm leading-6 text-ink-3", !compact && "sm:w-32")}>{label}</p>
      <p className="min-w-0 flex-1 break-words whitespace-pre-line">{text || <Nothing />}</p>
    </div>
  );
}

/** A gap is seen as a gap. */
export function Nothing() {
  return <span className="text-ink-3">—</span>;
}
