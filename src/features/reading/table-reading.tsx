import { useTranslations } from "next-intl";
import { type FieldNames, fieldText, labelOf, rawText } from "@/domain/field-text";
import type { Filing, FormRow } from "@/domain/form-content";
import { attachmentsAt } from "@/domain/form-context";
import { type FormField, isFileField } from "@/domain/form-field";
import { cn } from "@/lib/cn";
import { FileList } from "./file-list";

/** Columns whose values may break; a date or a number never does. */
const WRAPS: readonly string[] = ["text", "longText", "multiEnum", "files", "images"];

/** Rows shown before the rest folds away, where a table is one piece of evidence among others. */
const COMPACT_ROWS = 6;

type TableReadingProps = { field: FormField; rows: readonly FormRow[]; filing: Filing; names: FieldNames; compact: boolean };

/** The rows of a table of the form. Columns that nobody filled are left out. Cells carry data-path, data-row (from 1), data-value. */
export function TableReading({ field, rows, filing, names, compact }: TableReadingProps) {
  const t = useTranslations("reading");
  const columns = (field.columns ?? []).filter((column) =>
    isFileField(column)
      ? attachmentsAt(filing, column.path).length > 0
      : rows.some((row) => fieldText(column, row[column.key], names) !== ""),
  );
  const shown = compact ? rows.slice(0, COMPACT_ROWS) : rows;
  const rest = rows.slice(shown.length);
  const part = (some: readonly FormRow[], from: number) => (
    // a group and no landmark: the same table stands in the matrix and in the whole form
    <div
      role="group"
      aria-label={labelOf(field, names.locale)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls sideways has to be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th scope="col" className="border-b border-line bg-subtle px-2 py-1 text-left font-medium text-ink-3">
              #
            </th>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className="border-b border-line bg-subtle px-2 py-1 text-left font-medium whitespace-nowrap text-ink-2"
              >
                {labelOf(column, names.locale)}
                {column.unit ? <span className="font-normal text-ink-3"> ({column.unit})</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {some.map((row, index) => (
            <tr key={row._id} data-row={from + index + 1}>
              <td className="border-b border-line px-2 py-1 align-top text-ink-3 tabular-nums">{from + index + 1}</td>
              {columns.map((column) => (
                <td
                  key={column.key}
                  data-path={column.path}
                  data-row={from + index + 1}
                  data-value={isFileField(column) ? undefined : rawText(row[column.key])}
                  className={cn(
                    "max-w-80 border-b border-line px-2 py-1 align-top",
                    WRAPS.includes(column.type) ? "min-w-24 break-words whitespace-pre-line" : "whitespace-nowrap",
                  )}
                >
                  {isFileField(column) ? (
                    <FileList files={attachmentsAt(filing, column.path, row._id)} className="min-w-40" />
                  ) : (
                    fieldText(unitless(column), row[column.key], names)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  return (
    <>
      {part(shown, 0)}
      {rest.length > 0 ? (
        <details className="mt-1">
          <summary className="cursor-pointer py-1 text-sm text-info">{t("moreRows", { count: rest.length })}</summary>
          {part(rest, shown.length)}
        </details>
      ) : null}
    </>
  );
}

/** The unit stands in the header of the column. */
function unitless(column: FormField): FormField {
  const { unit: _unit, ...rest } = column;
  return rest;
}
