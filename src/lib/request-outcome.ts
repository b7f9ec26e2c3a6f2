import { AsyncLocalStorage } from "node:async_hooks";

/** What became of one request, told by whoever met the failure to whoever writes the status line. */
export type RequestOutcome = {
  /** the database or its pool could not serve it: 503, and the same request may be tried again */
  unavailable: boolean;
  /** what the person had typed, without secrets, to be shown where the page itself cannot be made */
  typed: Readonly<Record<string, string>>;
};

// the framework bundles this file more than once into one process
const shared = globalThis as typeof globalThis & { portalOutcomes?: AsyncLocalStorage<RequestOutcome> };

function outcomes(): AsyncLocalStorage<RequestOutcome> {
  return (shared.portalOutcomes ??= new AsyncLocalStorage());
}

/** Runs a request with an outcome of its own. */
export function withOutcome<T>(outcome: RequestOutcome, run: () => T): T {
  return outcomes().run(outcome, run);
}

/** Says that this request cannot be served now. Nothing happens outside a request. */
export function noteUnavailable(typed?: Readonly<Record<string, string>>): void {
  const outcome = outcomes().getStore();
  if (!outcome) return;
  outcome.unavailable = true;
  if (typed) outcome.typed = typed;
}
