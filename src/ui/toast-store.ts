import type { NoticeTone } from "@/ui/notice";

export type Toast = {
  text: string;
  tone?: NoticeTone;
  /** takes back what was just done; the toast stays 10 s instead of 5 */
  onUndo?: () => void;
};

export type ShownToast = Toast & { id: number };

/* One list per browser page, outside React, so that any event handler can say something without a provider. */
let shown: readonly ShownToast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly ShownToast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says one short sentence at the foot of the page. Returns its id. At most three stand at a time. */
export function showToast(toast: Toast): number {
  lastId += 1;
  set([...shown, { ...toast, id: lastId }].slice(-3));
  return lastId;
}

export function dismissToast(id: number): void {
  set(shown.filter((toast) => toast.id !== id));
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function shownToasts(): readonly ShownToast[] {
  return shown;
}

const NONE: readonly ShownToast[] = [];
/** The server says nothing. */
export function serverToasts(): readonly ShownToast[] {
  return NONE;
}
