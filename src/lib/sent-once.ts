import { AsyncLocalStorage } from "node:async_hooks";
import type { DocumentParts, Part } from "@/lib/document-part";

// one for the process, though the framework bundles this file more than once
const shared = globalThis as typeof globalThis & { portalParts?: AsyncLocalStorage<DocumentParts> };

/** Runs a request that is answered with a document. */
export function withDocument<T>(run: () => T): T {
  shared.portalParts ??= new AsyncLocalStorage();
  return shared.portalParts.run([], run);
}

/**
 * A document carries its parts twice: as HTML, and as the data of which the browser could draw them again. What passes through here
 * travels as HTML only, and its key in place of the data; who draws it takes it out again (document-part.ts). Where no document is
 * made, such as for a browser that changes a page it already has, the data itself travels.
 */
export function sentOnce<T extends object>(data: T): Part<T> {
  const parts = shared.portalParts?.getStore();
  return parts ? parts.push(data) - 1 : data;
}
