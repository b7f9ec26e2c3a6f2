"use client";

import { createContext, type ReactNode, useContext } from "react";

/** The few words that controls running in the browser need. Plain strings: no message formatter is sent for them. */
export type UiText = {
  cancel: string;
  close: string;
  confirm: string;
  loading: string;
  undo: string;
  retry: string;
  home: string;
  errorTitle: string;
  errorText: string;
  unavailableTitle: string;
  unavailableText: string;
  errorCode: string;
  notifications: string;
  notFoundTitle: string;
  notFoundText: string;
  product: string;
  shortProduct: string;
  /** the language that the page is not in: its code, and its name in itself */
  otherLocale: string;
  otherLanguage: string;
};

const UiTextContext = createContext<UiText | null>(null);

/** Set once, by the root layout. */
export function UiTextProvider({ text, children }: { text: UiText; children: ReactNode }) {
  return <UiTextContext value={text}>{children}</UiTextContext>;
}

/** The words of the page's language; null outside the root layout. */
export function useUiTextIfAny(): UiText | null {
  return useContext(UiTextContext);
}

/** The words of the page's language. */
export function useUiText(): UiText {
  const text = useUiTextIfAny();
  if (!text) throw new Error("useUiText needs the UiTextProvider of the root layout");
  return text;
}
