"use client";

import { useTranslations } from "next-intl";
import { type ClipboardEvent, lazy, memo, Suspense, useMemo, useState } from "react";
import type { FormField } from "@/domain/application-form";
import type { FormRow } from "@/domain/form-content";
import { isFileField } from "@/domain/form-field";
import { randomId } from "@/lib/random-id";
import { Button } from "@/ui/button";
import { FieldError, RequiredMark } from "@/ui/field";
import { Icon } from "@/ui/icon";
import type { IconName } from "@/ui/icon-paths";
import { showToast } from "@/ui/toast-store";
import { controlId, FieldView } from "./field-view";
import { label, useDemanded, useFieldError, useFiling, useRows } from "./filing-context";

const PasteDialog = lazy(() => import("./paste-dialog").then((module) => ({ default: module.PasteDialog })));

/** A table of the form: one card a row, so that it is the same on a phone. */
export function RowsField({ field, disabled }: { field: FormField; disabled: boolean }) {
  const t = useTranslations("application");
  const { store, locale } = useFiling();
  const rows = useRows(field.path);
  const demanded = useDemanded(field.path);
  const error = useFieldError(field.path);
  const [pasting, setPasting] = useState<string | null>(null);
  const name = label(field, locale);
  const set = (next: readonly FormRow[]) => store.setField(field.path, [...next]);
  const first = (field.columns ?? []).find((column) => !isFileField(column));
  const focusRow = (rowId: string) => setTimeout(() => document.getElementById(controlId(first?.path ?? field.path, rowId))?.focus(), 30);

  const add = () => {
    const row: FormRow = { _id: randomId() };
    set([...store.rows(field.path), row]);
    focusRow(row._id);
  };
  const remove = (rowId: string) => {
    const before = store.rows(field.path);
    const index = before.findIndex((row) => row._id === rowId);
    const removed = before[index];
    if (!removed) return;
    set(before.filter((row) => row._id !== rowId));
    showToast({
      text: t("rows.removed", { name, number: index + 1 }),
      onUndo: () => {
        const now = store.rows(field.path);
        if (!now.some((row) => row._id === rowId)) set([...now.slice(0, index), removed, ...now.slice(index)]);
      },
    });
    const next = before[index + 1] ?? before[index - 1];
    if (next) focusRow(next._id);
    else document.getElementById(`${controlId(field.path)}-add`)?.focus();
  };
  const move = (rowId: string, by: 1 | -1) => {
    const next = [...store.rows(field.path)];
    const from = next.findIndex((row) => row._id === rowId);
    const [row] = next.splice(from, 1);
    if (row) next.splice(from + by, 0, row);
    set(next);
  };
  // a block of cells pasted into any box of the table is a table, not a text
  const catchTable = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (disabled || !text.includes("\t")) return;
    event.preventDefault();
    setPasting(text);
  };
  return (
    <div className="min-w-0 md:col-span-2" data-path={field.path} data-table={field.path} onPaste={catchTable}>
      <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 id={controlId(field.path)} className="text-base font-semibold">
          {name}
          {demanded ? <RequiredMark /> : null}
        </h3>
        <span className="text-xs text-ink-3 tabular-nums">{t("rows.count", { count: rows.length, max: field.limits?.maxCount ?? 0 })}</span>
      </div>
      {field.hint ? <p className="mb-2 text-sm text-ink-3">{locale === "en" ? (field.hintEn ?? field.hint) : field.hint}</p> : null}
      {error ? (
        <div className="mb-2 text-sm" data-rule={error.rule} data-error-at={field.path}>
          <FieldError>{error.message}</FieldError>
        </div>
      ) : null}
      {rows.length === 0 ? (
        <p className="rounded-md border border-line bg-subtle px-3 py-3 text-sm text-ink-2">{t("rows.empty", { name })}</p>
      ) : null}
      <ol className="flex flex-col gap-2.5">
        {rows.map((row, index) => (
          <RowCard
            key={row._id}
            field={field}
            rowId={row._id}
            number={index + 1}
            last={index === rows.length - 1}
            disabled={disabled}
            remove={remove}
            move={move}
          />
        ))}
      </ol>
      {disabled ? null : (
        <div className="mt-2.5 flex flex-wrap gap-2">
          <Button id={`${controlId(field.path)}-add`} size="sm" icon="plus" data-action="add-row" onClick={add}>
            {t("rows.add", { name })}
          </Button>
          <Button size="sm" variant="quiet" icon="paste" data-action="paste-rows" onClick={() => setPasting("")}>
            {t("rows.paste")}
          </Button>
        </div>
      )}
      {pasting === null ? null : (
        <Suspense fallback={null}>
          <PasteDialog
            field={field}
            text={pasting}
            onClose={() => setPasting(null)}
            onRows={(added) => {
              const before = store.rows(field.path);
              set([...before, ...added]);
              setPasting(null);
              showToast({
                text: t("rows.pasted", { count: added.length }),
                onUndo: () => set(store.rows(field.path).filter((row) => !added.some((one) => one._id === row._id))),
              });
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

type RowCardProps = {
  field: FormField;
  rowId: string;
  number: number;
  last: boolean;
  disabled: boolean;
  remove: (rowId: string) => void;
  move: (rowId: string, by: 1 | -1) => void;
};

const RowCard = memo(
  function RowCard({ field, rowId, number, last, disabled, remove, move }: RowCardProps) {
    const t = useTranslations("application");
    const place = useMemo(() => ({ id: rowId, number }), [rowId, number]);
    const action = (icon: IconName, name: string, words: string, run: () => void, off = false) => (
      <button
        type="button"
        data-action={name}
        aria-label={words}
        title={words}
        disabled={off}
        onClick={run}
        className="flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-subtle hover:text-ink disabled:opacity-30 touch:size-11"
      >
        <Icon name={icon} className="size-4.5" />
      </button>
    );
    return (
      <li
        data-table-row={number}
        data-row={number}
        data-row-id={rowId}
        className="rounded-md border border-line bg-surface [contain-intrinsic-size:auto_12rem] [content-visibility:auto]"
      >
        <div className="flex items-center justify-between border-b border-line bg-subtle py-0.5 pr-1 pl-3">
          <span className="text-sm font-medium text-ink-2 tabular-nums">{t("rows.number", { number })}</span>
          {disabled ? null : (
            <span className="flex">
              {action("up", "move-up", t("rows.up", { number }), () => move(rowId, -1), number === 1)}
              {action("down", "move-down", t("rows.down", { number }), () => move(rowId, 1), last)}
              {action("trash", "remove-row", t("rows.remove", { number }), () => remove(rowId))}
            </span>
          )}
        </div>
        <div className="grid grid-cols-1 gap-x-3 gap-y-2.5 p-3 sm:grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))]">
          {(field.columns ?? []).map((column) => (
            <FieldView key={column.key} field={column} disabled={disabled} row={place} />
          ))}
        </div>
      </li>
    );
  },
  (before, after) =>
    before.rowId === after.rowId && before.number === after.number && before.last === after.last && before.disabled === after.disabled,
);
