import type { Html } from "@/lib/html";

/** Parts of a document that is being made, by their key. */
export type DocumentParts = object[];
/** A large part of a page: its data, or its key in a document that carries it as HTML only (sent-once.ts). */
export type Part<T extends object> = T | number;

const shared = globalThis as typeof globalThis & { portalParts?: { getStore: () => DocumentParts | undefined } };

/** What the document came with, by key, for a part that is drawn again later: after going back, say. */
const drawn = new Map<number, Html>();

/** The HTML of a part: written of its data, or found in the browser inside the element with its key as data-part. */
export function partMarkup<T extends object>(part: Part<T>, write: (data: T) => Html): Html {
  if (typeof part !== "number") return asDrawn(write(part));
  if (typeof document === "undefined") return write((shared.portalParts?.getStore()?.[part] ?? missing(part)) as T);
  const known = drawn.get(part) ?? found(part) ?? missing(part);
  drawn.set(part, known);
  return known;
}

function found(key: number): Html | undefined {
  const html = document.querySelector(`[data-part="${key}"]`)?.innerHTML;
  return html === undefined ? undefined : { html };
}

function missing(key: number): never {
  throw new Error(`no part ${key} in this document`);
}

/** The same HTML in the words of the browser where the document came with it: unchanged, it is not drawn anew under a reader's hands. */
function asDrawn(markup: Html): Html {
  if (drawn.size === 0) return markup;
  const template = document.createElement("template");
  template.innerHTML = markup.html;
  return [...drawn.values()].find(({ html }) => html === template.innerHTML) ?? markup;
}
