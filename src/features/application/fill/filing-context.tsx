"use client";

import { createContext, useContext, useSyncExternalStore } from "react";
import type { FieldValue, FormRow } from "@/domain/form-content";
import { type FormError, formErrorMessage } from "@/domain/form-errors";
import type { Locale } from "@/domain/locale";
import type { FillProps } from "./fill-props";
import { afterPointer } from "@/lib/after-pointer";
import type { FilingState } from "./filing-state";
import type { FilingStore } from "./filing-store";
import { type Judge, type Judgement, placeOf } from "./judgement";
import type { UploadQueue } from "./upload-queue";

export type Filing = { props: FillProps; store: FilingStore; judge: Judge; uploads: UploadQueue; locale: Locale };

const FilingContext = createContext<Filing | null>(null);
export const FilingProvider = FilingContext.Provider;

export function useFiling(): Filing {
  const filing = useContext(FilingContext);
  if (!filing) throw new Error("useFiling needs its provider");
  return filing;
}

/** A part of the state; the selector has to answer something stable or plain. */
export function useFilingState<T>(select: (state: FilingState) => T): T {
  const { store } = useFiling();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.state()),
    () => select(store.written),
  );
}

export function useJudgement<T>(select: (judgement: Judgement) => T): T {
  const { judge } = useFiling();
  return useSyncExternalStore(
    judge.subscribe,
    () => select(judge.state()),
    () => select(judge.written()),
  );
}

/** The value of a field, or of a column in a row. */
export function useValue(path: string, rowId?: string): FieldValue | FormRow[] | undefined {
  const [section = "", key = "", column = ""] = path.split(".");
  return useFilingState(({ content }) => {
    const value = content[section]?.[key];
    if (rowId === undefined) return value;
    return Array.isArray(value) ? (value as FormRow[]).find((row) => row._id === rowId)?.[column] : undefined;
  });
}

const NO_ROWS: readonly FormRow[] = [];

export function useRows(path: string): readonly FormRow[] {
  const value = useValue(path);
  return Array.isArray(value) ? (value as FormRow[]) : NO_ROWS;
}

/** What to say at a place: what is wrong with what stands there, once it was left; that it is missing, once all is shown. */
export function useFieldError(path: string, rowId?: string): { rule: string; message: string } | null {
  const { judge, locale } = useFiling();
  const place = placeOf(path, rowId);
  const showAll = useFilingState((state) => state.showAll);
  const typing = useFilingState((state) => state.typing === place);
  const say = (errors: readonly FormError[]) => {
    const error = typing ? undefined : showAll ? errors[0] : errors.find((one) => one.rule !== "required");
    if (!error) return null;
    // the row is in sight here; its number is for lists
    const { row: _row, ...here } = error;
    return `${error.rule}\n${formErrorMessage(here, locale)}`;
  };
  const said = useSyncExternalStore(
    judge.subscribe,
    () => say(judge.errorsAt(place)),
    () => say(judge.writtenAt(place)),
  );
  if (said === null) return null;
  const [rule = "", message = ""] = said.split("\n");
  return { rule, message };
}

export function useDemanded(path: string): boolean {
  return useJudgement((judgement) => judgement.demanded.has(path));
}

/** Writes a value and tells the place. */
export function useWrite(path: string, rowId?: string): { write: (value: FieldValue) => void; leave: () => void } {
  const { store } = useFiling();
  const place = placeOf(path, rowId);
  return {
    write: (value) => {
      store.typeAt(place);
      if (rowId === undefined) store.setField(path, value);
      else store.setCell(path, rowId, value);
    },
    leave: () =>
      afterPointer(() => {
        if (store.state().typing === place) store.typeAt(null);
      }),
  };
}

export function label(of: { label: string; labelEn: string }, locale: Locale): string {
  return locale === "en" ? of.labelEn : of.label;
}
