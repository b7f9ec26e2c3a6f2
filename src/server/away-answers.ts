import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ruleMessage } from "@/domain/rule-error";
import { localeOfCookies } from "@/lib/locales";
import { type RequestOutcome, withOutcome } from "@/lib/request-outcome";
import { AWAY_POLICY, awayPage } from "./away-page";
import { asksForData, methodOf, type RequestGuard } from "./request-guards";

/** When to come again, in seconds: longer than a database that was killed needs to recover. */
const RETRY_AFTER = "5";

/** Answered before the fence was checked: they touch no row, or say themselves that nothing is ready. */
const ALWAYS_OPEN = /^\/(?:api\/(?:health|ready)(?:$|\?)|_next\/static\/)/;

const shared = globalThis as typeof globalThis & { portalFenceHolds?: boolean };

/** From now on requests are served: the fence was seen to hold. */
export function openGate(): void {
  shared.portalFenceHolds = true;
}

/**
 * Every request of this process ends with a status that says what happened: a request that failed because the database
 * is away or its pool is empty is 503 with Retry-After and never 500, and a page becomes the page of away-page.ts. The
 * framework itself knows no status but 500 for a page that could not be made. Until openGate() nothing reaches a row.
 */
export const guardAnswers: RequestGuard = (request, response, next) => {
  if (!shared.portalFenceHolds && !ALWAYS_OPEN.test(request.url ?? "")) {
    answerAway(request, response);
    return true;
  }
  const outcome: RequestOutcome = { unavailable: false, typed: {} };
  watchStatus(request, response, outcome);
  return withOutcome(outcome, next);
};

/** Changes the status at the last moment, when the status line is written; of a page, also everything after it. */
export function watchStatus(request: IncomingMessage, response: ServerResponse, outcome: RequestOutcome): void {
  const writeHead = methodOf(response, "writeHead");
  const write = methodOf(response, "write");
  const end = methodOf(response, "end");
  let isReplaced = false;
  const head = (status: number, rest: unknown[]) => writeHead(status, ...rest) as ServerResponse;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    // a form sent without script comes back as its own page, with what was typed in its boxes: only the status is missing
    const isForm = status === 200 && request.method === "POST" && wantsPage(request);
    if (!outcome.unavailable || (status < 500 && !isForm)) return head(status, rest);
    response.statusMessage = "Service Unavailable";
    response.setHeader("retry-after", RETRY_AFTER);
    if (isForm || !wantsPage(request)) return head(503, rest);
    isReplaced = true;
    const page = pageFor(request, outcome.typed);
    for (const name of response.getHeaderNames()) if (!KEPT.includes(name)) response.removeHeader(name);
    for (const [name, value] of Object.entries(pageHeaders(page))) response.setHeader(name, value);
    head(503, []);
    return end(...(request.method === "HEAD" ? [] : [page])) as ServerResponse;
  }) as ServerResponse["writeHead"];
  // what the framework writes of its own error page is dropped; the status line is asked for before the first byte
  const begun = () => void (outcome.unavailable && !response.headersSent && response.writeHead(response.statusCode));
  response.write = ((...chunk: unknown[]) => {
    begun();
    return isReplaced || (write(...chunk) as boolean);
  }) as ServerResponse["write"];
  response.end = ((...last: unknown[]) => {
    begun();
    return isReplaced ? response : (end(...last) as ServerResponse);
  }) as ServerResponse["end"];
}

/** Of the framework's own headers, what the page that stands in for its own keeps. */
const KEPT = ["retry-after", "set-cookie", "strict-transport-security", "cross-origin-resource-policy"];

/** An answer of our own to a request that nobody else has seen. */
export function answerAway(request: IncomingMessage, response: ServerResponse): void {
  const body = wantsPage(request)
    ? { text: pageFor(request, {}), headers: pageHeaders }
    : {
        text: JSON.stringify({ code: "unavailable", message: ruleMessage("unavailable", {}, localeOfCookies(request.headers.cookie)) }),
        headers: (text: string) => ({ ...inert(text), "content-type": "application/json; charset=utf-8" }),
      };
  request.resume();
  response.writeHead(503, { ...body.headers(body.text), "retry-after": RETRY_AFTER });
  response.end(request.method === "HEAD" ? undefined : body.text);
}

/** The same answer where a handler of a route gives it: 503 with Retry-After and { code, message }. */
export function awayResponse(request: Request): Response {
  return Response.json(
    { code: "unavailable", message: ruleMessage("unavailable", {}, localeOfCookies(request.headers.get("cookie"))) },
    { status: 503, headers: { "cache-control": "private, no-store", "retry-after": RETRY_AFTER } },
  );
}

/** A browser that goes to an address, as opposed to a script that asks for data. */
function wantsPage(request: IncomingMessage): boolean {
  return !asksForData(request) && (request.headers.accept ?? "").includes("text/html");
}

function pageFor(request: IncomingMessage, typed: Readonly<Record<string, string>>): string {
  const url = request.url ?? "/";
  return awayPage(localeOfCookies(request.headers.cookie), request.method === "GET" && /^\/(?!\/)/.test(url) ? url : null, typed);
}

function inert(text: string): Record<string, string> {
  return {
    "cache-control": "private, no-store",
    "content-length": String(Buffer.byteLength(text)),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
  };
}

function pageHeaders(page: string): Record<string, string> {
  return { ...inert(page), "content-type": "text/html; charset=utf-8", "content-security-policy": AWAY_POLICY };
}
