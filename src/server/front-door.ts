import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { dropClaimedHeaders } from "./client-address";
import { isOwnOrigin } from "./own-origin";
import { methodOf, type RequestGuard } from "./request-guards";

/** Whether anything of ours has seen the request. */
type Seen = { begun: boolean };

/** One for the process, though the framework builds this file into several bundles. */
const shared = globalThis as typeof globalThis & { portalDoor?: AsyncLocalStorage<Seen> };

/** Methods that some address answers. TRACE makes the framework fail; PUT and the others nobody here knows. */
const METHODS = ["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"];
/** Files are only read; of another method the framework makes a failure. */
const READS = ["GET", "HEAD"];
/** Built files and those of public/, which lie beside the pages and are the only addresses there with a dot. */
const IS_FILE = /^\/(?:_next\/|[^/?]+\.\w+(?:\?|$))/;
/** Routes answer a strange origin themselves, in their own words. */
const ANSWERS_ITSELF = /^\/(?:api|files)\//;

/** No browser sends one: it asks for the address that is meant. Guards that look at an address would see another one than answers. */
const DOT_SEGMENT = /[/\\](?:\.|%2e){1,2}(?:[/\\]|$)/i;
/** Where files come in: read part by part, each with the limit of its kind. */
const TAKES_FILES = /^\/api\/attachments(?:\?|$)/;
/** Every other body is read as a whole before it is looked at: what the framework takes for an action, and more than a section may hold. */
const BODY_BYTES = 1024 * 1024;

/** How long an answer may take to be read before its connection is closed under what its client still sends. */
const ANSWER_READ_MS = 1_000;

/**
 * Every request of this process comes through here before the framework sees it. What the framework would answer with
 * 500 although the caller is at fault is refused as such: unknown methods 405, actions sent by another site 403,
 * addresses that are no text and bodies that are no call of an action 400. A body that is too large is 413, and one of unknown length 411: nothing is held of either.
 */
export const guardFrontDoor: RequestGuard = (request, response, next) => {
  dropClaimedHeaders(request.headers);
  if (refused(request, response)) return true;
  leaveNothingUnread(request, response);
  const seen = { begun: false };
  blameCaller(request, response, seen);
  shared.portalDoor ??= new AsyncLocalStorage<Seen>();
  return shared.portalDoor.run(seen, next);
};

/** Called by what answers in our name (an action, a route, a page): from here on a failure is ours. */
export function answerBegins(): void {
  const seen = shared.portalDoor?.getStore();
  if (seen) seen.begun = true;
}

function refused(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = "", url = "", headers } = request;
  const path = url.split(/[?#]/, 1)[0] ?? "";
  if (DOT_SEGMENT.test(path) || !isText(path)) return refuse(request, response, 400);
  const allowed = IS_FILE.test(url) ? READS : METHODS;
  if (!allowed.includes(method)) return refuse(request, response, 405, { allow: allowed.join(", ") });
  if (!(method === "POST" && TAKES_FILES.test(url))) {
    // an action of another page than it was sent to is sent on by the framework itself, which counts its bytes as they come; an
    // address in other letters may be that of a route, which does not
    const isAction = method === "POST" && headers["next-action"] !== undefined && !ANSWERS_ITSELF.test(path) && !path.includes("%");
    if (headers["transfer-encoding"] !== undefined && !isAction) return refuse(request, response, 411);
    if (Number(headers["content-length"] ?? 0) > BODY_BYTES) return refuse(request, response, 413);
  }
  const claimed = headers.origin !== undefined && headers.origin !== "null";
  if (method !== "POST" || !claimed || ANSWERS_ITSELF.test(url)) return false;
  const asked = new Headers();
  for (const name of ["origin", "host", "x-forwarded-host"]) if (typeof headers[name] === "string") asked.set(name, headers[name]);
  return !isOwnOrigin(asked) && refuse(request, response, 403);
}

/** Over escapes that make no text ("%", "%FF", half a pair) the framework fails wherever an address has a place for an id. */
function isText(path: string): boolean {
  if (!path.includes("%")) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, headers: Record<string, string> = {}): true {
  request.resume();
  response.writeHead(status, { ...headers, "cache-control": "no-store", "x-content-type-options": "nosniff", "content-length": "0" });
  response.end();
  return true;
}

/**
 * Who answers before the body was read to its end, as the framework does when an action is too large, leaves a connection on which
 * nothing more is heard: the next request of that browser would wait until it is cut off. The rest is read and dropped; where the
 * reading was broken off nothing takes it in, and the answer says that its connection ends.
 */
function leaveNothingUnread(request: IncomingMessage, response: ServerResponse): void {
  // a request that was broken off has lost it
  const { socket } = request;
  const writeHead = methodOf(response, "writeHead");
  response.writeHead = ((...head: unknown[]) => {
    if (request.destroyed && !request.complete) endConnection(socket, response);
    return writeHead(...head);
  }) as ServerResponse["writeHead"];
  response.once("finish", () => {
    if (request.complete || request.destroyed) return;
    // whoever was reading would hold on to the next part again
    for (const event of ["data", "readable"]) request.removeAllListeners(event);
    request.unpipe().resume();
  });
}

/** Not at once: closed under what its client still sends, a connection may lose the answer on its way. */
function endConnection(socket: Socket, response: ServerResponse): void {
  response.setHeader("Connection", "close");
  socket.destroySoon = () => {
    socket.end();
    setTimeout(() => socket.destroy(), ANSWER_READ_MS).unref();
  };
}

/** The framework reads a body before it calls anything: when it fails there, the body was wrong and not the server. */
function blameCaller({ method }: IncomingMessage, response: ServerResponse, seen: Seen): void {
  if (method !== "POST") return;
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
  response.writeHead = ((status: number, ...rest: unknown[]) =>
    writeHead(status === 500 && !seen.begun ? 400 : status, ...rest)) as ServerResponse["writeHead"];
}
