import "server-only";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";

/** Sees a request before the framework does: hands it on with `next`, or answers it itself and says true. */
export type RequestGuard = (request: IncomingMessage, response: ServerResponse, next: () => boolean) => boolean;

/** One for the process, though the framework builds this file into several bundles. */
const shared = globalThis as typeof globalThis & { portalGuards?: true; portalHeld?: (() => void)[] };

/** From now on every request of this process passes these, the first outermost; a second call changes nothing. */
export function guardRequests(...guards: readonly RequestGuard[]): void {
  if (shared.portalGuards) return;
  shared.portalGuards = true;
  const emit = Reflect.get(Server.prototype, "emit") as (this: Server, event: string, ...args: unknown[]) => boolean;
  Reflect.set(Server.prototype, "emit", function (this: Server, event: string, ...args: unknown[]): boolean {
    // one that is held comes once more, and through the guards then
    // of a wish to change the protocol the framework takes the connection and leaves it: without its ear it is a request like any other
    if (event === "connection" && process.env.NODE_ENV === "production") this.removeAllListeners("upgrade");
    if (event !== "request" || shared.portalHeld) return emit.call(this, event, ...args);
    const [request, response] = args as [IncomingMessage, ServerResponse];
    const through = guards.reduceRight<() => boolean>(
      (next, guard) => () => guard(request, response, next),
      () => emit.call(this, event, ...args),
    );
    return through();
  });
}

/** What came before the guards stood (scripts/support/hold-requests.mjs) is let in, and from now on whatever comes. */
export function letHeldIn(): void {
  const held = shared.portalHeld ?? [];
  delete shared.portalHeld;
  // each by itself: one that fails takes no other with it
  for (const letIn of held) setImmediate(letIn);
}

/** A browser that changes a page it already has: it wants the framework's data and no document. */
export function asksForData({ headers }: IncomingMessage): boolean {
  return headers["rsc"] !== undefined || headers["next-action"] !== undefined;
}

/** The method of a response as it is now, of whatever has replaced it so far; one that it does not have does nothing. */
export function methodOf(
  response: ServerResponse,
  name: "writeHead" | "write" | "end" | "flushHeaders" | "flush",
): (...values: unknown[]) => unknown {
  const method = Reflect.get(response, name) as ((...values: unknown[]) => unknown) | undefined;
  return (...values) => method && Reflect.apply(method, response, values);
}
