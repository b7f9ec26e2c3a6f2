"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { FormField } from "@/domain/application-form";
import { enumLabel } from "@/domain/enumerations";
import type { FormRow } from "@/domain/form-content";
import { inList, type Locale } from "@/domain/locale";
import { cn } from "@/lib/cn";
import { randomId } from "@/lib/random-id";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Select } from "@/ui/select";
import { TextArea } from "@/ui/text-area";
import { type ColumnMapping, parseClipboardTable, pasteColumns, type PastedCell, pastedRows, proposeMapping } from "./clipboard-table";
import { label, useFiling } from "./filing-context";

type Props = { field: FormField; text: string; onClose: () => void; onRows: (rows: FormRow[]) => void };

/** Rows from Excel or WPS: shows where each column goes and what did not fit, before anything is added. Lazily loaded. */
export function PasteDialog({ field, text: initial, onClose, onRows }: Props) {
  const t = useTranslations("application");
  const { locale } = useFiling();
  const [text, setText] = useState(initial);
  const [chosen, setChosen] = useState<ColumnMapping | null>(null);
  const [heading, setHeading] = useState<boolean | null>(null);
  const table = useMemo(() => parseClipboardTable(text), [text]);
  const proposed = useMemo(() => proposeMapping(field, table), [field, table]);
  const mapping = chosen ?? proposed.mapping;
  const hasHeading = heading ?? proposed.hasHeading;
  const body = hasHeading ? table.slice(1) : table;
  const rows = useMemo(() => pastedRows(field, body, mapping), [field, body, mapping]);
  const columns = pasteColumns(field);
  const unfit = rows.flatMap((row) => Object.values(row)).filter((cell) => !cell.fits).length;
  const homeless = mapping.filter((key, index) => key === null && body.some((cells) => (cells[index] ?? "").trim() !== "")).length;
  const options = columns.map((column) => ({ value: column.key, label: label(column, locale) }));

  const retarget = (index: number, key: string | null) => {
    setChosen(mapping.map((one, at) => (at === index ? key : one === key && key !== null ? null : one)));
  };
  const accept = () =>
    onRows(
      rows.map(
        (row) => ({ _id: randomId(), ...Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, cell.value])) }) as FormRow,
      ),
    );

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("paste.title", { name: label(field, locale) })}
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>{t("paste.cancel")}</Button>
          <Button variant="primary" data-action="accept-paste" disabled={rows.length === 0} onClick={accept}>
            {t("paste.accept", { count: rows.length })}
          </Button>
        </>
      }
    >
      <p className="mb-2 text-sm text-ink-2">
        {t("paste.how", {
          columns: inList(
            columns.map((column) => label(column, locale)),
            locale,
          ),
        })}
      </p>
      <label className="sr-only" htmlFor="paste-text">
        {t("paste.text")}
      </label>
      <TextArea
        id="paste-text"
        data-paste=""
        rows={3}
        value={text}
        className="max-h-40 overflow-auto! font-mono whitespace-pre md:text-sm"
        onChange={(event) => {
          setText(event.target.value);
          setChosen(null);
          setHeading(null);
        }}
      />
      {table.length === 0 ? null : (
        <>
          <div className="mt-3 mb-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
            <label className="flex items-center gap-2">
              <input
                type="checkbox"
                className="size-4.5 accent-accent"
                checked={hasHeading}
                onChange={(event) => setHeading(event.target.checked)}
              />
              {t("paste.heading")}
            </label>
            <span role="status" className={unfit + homeless > 0 ? "text-warning" : "text-success"}>
              {unfit + homeless > 0 ? t("paste.unfit", { cells: unfit, columns: homeless }) : t("paste.allFit")}
            </span>
          </div>
          <div className="max-h-[45vh] overflow-auto rounded-md border border-line">
            <table className="w-max min-w-full border-collapse text-sm">
              <thead className="sticky top-0 bg-subtle">
                <tr>
                  {mapping.map((key, index) => (
                    <th key={index} className="min-w-32 p-1.5 text-left font-normal">
                      <span className="mb-1 block truncate text-xs text-ink-3">
                        {hasHeading ? table[0]?.[index] : t("paste.column", { number: index + 1 })}
                      </span>
                      <Select
                        aria-label={t("paste.target", { number: index + 1 })}
                        value={key ?? ""}
                        placeholder={t("paste.nowhere")}
                        options={options}
                        onChange={(event) => retarget(index, event.target.value || null)}
                      />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {body.slice(0, 100).map((cells, at) => (
                  <tr key={at} className="border-t border-line">
                    {mapping.map((key, index) => (
                      <Cell
                        key={index}
                        text={cells[index] ?? ""}
                        cell={key === null ? null : (rows[at]?.[key] ?? null)}
                        column={columns.find((one) => one.key === key)}
                        locale={locale}
                      />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {unfit > 0 ? <p className="mt-2 text-sm text-ink-2">{t("paste.kept")}</p> : null}
          {homeless > 0 ? <p className="mt-1 text-sm text-ink-2">{t("paste.homeless")}</p> : null}
        </>
      )}
    </Dialog>
  );
}

function Cell({ text, cell, column, locale }: { text: string; cell: PastedCell | null; column: FormField | undefined; locale: Locale }) {
  const shown =
    cell?.fits && column?.enum && column.enum !== "region"
      ? inList(
          [cell.value].flat().map((key) => enumLabel(column.enum as never, String(key ?? ""), locale)),
          locale,
        )
      : null;
  return (
    <td
      className={cn(
        "max-w-64 p-1.5 align-top",
        cell === null ? "text-ink-3 line-through" : cell.fits ? "" : "bg-warning-soft text-warning",
      )}
      data-fits={cell === null ? "none" : String(cell.fits)}
    >
      <span className="line-clamp-3 whitespace-pre-line">{cell?.fits && cell.value !== null ? (shown ?? String(cell.value)) : text}</span>
    </td>
  );
}
