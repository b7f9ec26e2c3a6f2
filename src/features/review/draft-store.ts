"use client";

import { useSyncExternalStore } from "react";
import type { ReviewVerdict } from "@/domain/verdict-kinds";

export type DecisionChoice = "approve" | "return" | "reject";
export type ItemDraft = { id: string; criterion: string; path: string; reason: string };
export type ReviewDraft = {
  choice: DecisionChoice;
  verdicts: Record<string, { verdict: ReviewVerdict | ""; comment: string }>;
  opinion: string;
  comment: string;
  reason: string;
  items: ItemDraft[];
  dueOn: string;
  actingReason: string;
};
type Store = { draft: ReviewDraft; errors: Record<string, string>; listeners: Set<() => void> };

/*
 * One draft a case, stage and person, shared by the verdict boxes in the rows and the decision panel beside them, and kept in this
 * browser until the decision is made: a reload, a lost connection or an expired session loses nothing.
 */
const stores = new Map<string, Store>();

function storeOf(key: string, initial: ReviewDraft): Store {
  let store = stores.get(key);
  if (!store) {
    store = { draft: kept(key, initial), errors: {}, listeners: new Set() };
    stores.set(key, store);
  }
  return store;
}

function kept(key: string, initial: ReviewDraft): ReviewDraft {
  try {
    const saved = JSON.parse(localStorage.getItem(key) ?? "null") as Partial<ReviewDraft> | null;
    if (!saved || typeof saved !== "object") return initial;
    return {
      ...initial,
      ...saved,
      verdicts: { ...initial.verdicts, ...saved.verdicts },
      items: Array.isArray(saved.items) ? saved.items : initial.items,
    };
  } catch {
    return initial; // storage is blocked or holds something else
  }
}

function publish(store: Store): void {
  for (const listener of store.listeners) listener();
}

export function changeDraft(key: string, initial: ReviewDraft, change: (draft: ReviewDraft) => Partial<ReviewDraft>): void {
  const store = storeOf(key, initial);
  store.draft = { ...store.draft, ...change(store.draft) };
  try {
    localStorage.setItem(key, JSON.stringify(store.draft));
  } catch {
    // private window or full: the draft lives as long as the page
  }
  publish(store);
}

export function setDraftErrors(key: string, initial: ReviewDraft, errors: Record<string, string>): void {
  const store = storeOf(key, initial);
  store.errors = errors;
  publish(store);
}

/** After the decision: nothing is left in this browser. */
export function forgetDraft(key: string): void {
  stores.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // storage is blocked: there was nothing
  }
}

const NO_ERRORS: Record<string, string> = {};

/** The draft and its errors; while the page hydrates, what the server offered. */
export function useReviewDraft(key: string, initial: ReviewDraft): { draft: ReviewDraft; errors: Record<string, string> } {
  const subscribe = (listener: () => void) => {
    const { listeners } = storeOf(key, initial);
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const draft = useSyncExternalStore(
    subscribe,
    () => storeOf(key, initial).draft,
    () => initial,
  );
  const errors = useSyncExternalStore(
    subscribe,
    () => storeOf(key, initial).errors,
    () => NO_ERRORS,
  );
  return { draft, errors };
}

const never = () => () => {};

/** False until the page takes input: what is typed into a box before that would be lost or doubled, so the boxes wait. */
export function useIsReady(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
