"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { fieldAt, type FormField } from "@/domain/application-form";
import { enumLabel } from "@/domain/enumerations";
import type { Locale } from "@/domain/locale";
import { formatDateTime } from "@/lib/format-date";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { useFiling } from "./filing-context";
import type { OpenConflict } from "./filing-store";
import { placeLabel } from "./place-label";
import type { MergeConflict } from "./section-merge";

/** Two people, or two tabs, changed the same places: each place shows both, and one is chosen. Lazily loaded. */
export default function ConflictDialog({ conflict }: { conflict: OpenConflict }) {
  const t = useTranslations("application");
  const { store, locale } = useFiling();
  const [theirs, setTheirs] = useState<boolean[]>(() => conflict.places.map(() => false));
  return (
    <Dialog
      open
      mustAnswer
      onClose={() => {}}
      size="lg"
      title={t("conflict.title")}
      footer={
        <Button variant="primary" data-action="resolve-conflict" onClick={() => store.resolve(theirs)}>
          {t("conflict.keep")}
        </Button>
      }
    >
      <p className="mb-3 text-ink-2">{t("conflict.who", { name: conflict.byName, at: formatDateTime(conflict.at, locale) })}</p>
      <ul className="flex flex-col gap-3">
        {conflict.places.map((place, index) => {
          const path = `${conflict.section}.${place.field}${place.column ? `.${place.column}` : ""}`;
          const name = `place-${index}`;
          const choose = (value: boolean) => setTheirs(theirs.map((one, at) => (at === index ? value : one)));
          return (
            // oxlint-disable-next-line react/no-array-index-key -- the places of one conflict never change
            <li key={index} data-conflict={path} className="rounded-md border border-line p-3">
              <fieldset>
                <legend className="mb-2 text-sm font-medium">{placeLabel(path, locale)}</legend>
                <div className="grid gap-2 md:grid-cols-2">
                  {([false, true] as const).map((side) => (
                    <label
                      key={String(side)}
                      className="flex cursor-pointer gap-2 rounded-md border border-line p-2.5 has-checked:border-accent has-checked:bg-accent-soft"
                    >
                      <input
                        type="radio"
                        name={name}
                        className="mt-1 size-4.5 shrink-0 accent-accent"
                        checked={theirs[index] === side}
                        onChange={() => choose(side)}
                      />
                      <span className="min-w-0">
                        <span className="block text-sm text-ink-2">
                          {side ? t("conflict.theirs", { name: conflict.byName }) : t("conflict.mine")}
                        </span>
                        <span className="block max-h-48 overflow-auto whitespace-pre-line">
                          {shown(side ? place.theirs : place.mine, fieldAt(path), locale) || t("conflict.nothing")}
                        </span>
                      </span>
                    </label>
                  ))}
                </div>
              </fieldset>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

function shown(value: MergeConflict["mine"], field: FormField | undefined, locale: Locale): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object" && !Array.isArray(value)) {
    return (field?.columns ?? [])
      .flatMap((column) =>
        value[column.key] ? `${locale === "en" ? column.labelEn : column.label}：${shown(value[column.key] ?? null, column, locale)}` : [],
      )
      .join("\n");
  }
  const words = (one: string) => (field?.enum && field.enum !== "region" ? enumLabel(field.enum, one, locale) : one);
  if (Array.isArray(value)) return value.map(words).join("、");
  if (typeof value === "boolean") return value ? "✓" : "—";
  return words(String(value));
}
