"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { fieldAt, type FormField } from "@/domain/application-form";
import { enumLabel } from "@/domain/enumerations";
import { inList, labelled, type Locale } from "@/domain/locale";
import { formatDateTime } from "@/lib/format-date";
import { Button } from "@/ui/button";
import { Radio } from "@/ui/choice";
import { Dialog } from "@/ui/dialog";
import { label, useFiling } from "./filing-context";
import type { OpenConflict } from "./filing-state";
import { placeLabel } from "./place-label";
import type { MergeConflict } from "./section-merge";

/** Two people, or two tabs, changed the same places: each place shows both, and one is chosen. Lazily loaded. */
export function ConflictDialog({ conflict }: { conflict: OpenConflict }) {
  const t = useTranslations("application");
  const { store, locale } = useFiling();
  // empty: the same person, in another window or on another device
  const { updatedByName: name, updatedAt } = conflict.current;
  const when = { at: formatDateTime(updatedAt, locale) };
  const words = name
    ? { who: t("conflict.who", { name, ...when }), mine: t("conflict.mine"), theirs: t("conflict.theirs", { name }) }
    : { who: t("conflict.whoYou", when), mine: t("conflict.mineHere"), theirs: t("conflict.theirsYou") };
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
      <p className="mb-3 text-ink-2">{words.who}</p>
      <ul className="flex flex-col gap-3">
        {conflict.places.map((place, index) => {
          const path = `${conflict.section}.${place.field}${place.column ? `.${place.column}` : ""}`;
          const choose = (value: boolean) => setTheirs(theirs.map((one, at) => (at === index ? value : one)));
          return (
            <li key={index} data-conflict={path} className="rounded-md border border-line p-3">
              <fieldset>
                <legend className="mb-2 text-sm font-medium">{placeLabel(path, locale)}</legend>
                <div className="grid gap-2 md:grid-cols-2">
                  {([false, true] as const).map((side) => (
                    <Radio
                      key={String(side)}
                      name={`place-${index}`}
                      checked={theirs[index] === side}
                      onChange={() => choose(side)}
                      className="rounded-md border border-line px-2.5 has-checked:border-accent has-checked:bg-accent-soft"
                      label={side ? words.theirs : words.mine}
                      note={
                        <span className="block max-h-48 overflow-auto text-base whitespace-pre-line text-ink">
                          {shown(side ? place.theirs : place.mine, fieldAt(path), locale) || t("conflict.nothing")}
                        </span>
                      }
                    />
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
        value[column.key] ? labelled(label(column, locale), shown(value[column.key] ?? null, column, locale), locale) : [],
      )
      .join("\n");
  }
  const words = (one: string) => (field?.enum && field.enum !== "region" ? enumLabel(field.enum, one, locale) : one);
  if (Array.isArray(value)) return inList(value.map(words), locale);
  if (typeof value === "boolean") return value ? "✓" : "—";
  return words(String(value));
}
