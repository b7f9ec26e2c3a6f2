import "server-only";
import { isUnavailable } from "@/data/prisma-error";
import type { Permission } from "@/domain/permissions";
import { RuleError, ruleMessage } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { localeOfCookies } from "@/lib/locales";
import { noteUnavailable } from "@/lib/request-outcome";
import { awayResponse } from "./away-answers";
import { answerBegins } from "./front-door";
import { log } from "./log";
import { isOwnOrigin } from "./own-origin";
import { getViewer, mayAct } from "./viewer";

type RouteContext<P> = { params: Promise<P> };
type Handler<P> = (request: Request, context: { viewer: Viewer; params: P }) => Promise<Response>;

const NOT_FOUND = { code: "notFound" };
/** A form that a route takes is no longer. */
export const FORM_BYTES = 16 * 1024;

/**
 * A route handler behind the same wall as an action: signed out 401, a missing permission and a record that is
 * not yours the same 404, anything but GET and HEAD only from own pages, RuleErrors as 409 JSON { code, message }, a
 * database that is away as 503 with Retry-After and the same JSON; for a form sent without script a page with what was
 * typed in the fields `typed`.
 */
export function defineRoute<P = Record<string, never>>(definition: { permission: Permission; typed?: readonly string[]; run: Handler<P> }) {
  return async (request: Request, context: RouteContext<P>): Promise<Response> => {
    answerBegins();
    const locale = localeOfCookies(request.headers.get("cookie"));
    try {
      const reads = request.method === "GET" || request.method === "HEAD";
      if (!reads && !isOwnOrigin(request.headers)) throw new RuleError("origin");
      const viewer = await getViewer();
      if (!viewer) return json(401, { code: "signInRequired", message: ruleMessage("signInRequired", {}, locale) });
      if (!mayAct(viewer, definition.permission)) return notFoundResponse();
      return await definition.run(request, { viewer, params: await context.params });
    } catch (error) {
      if (error instanceof RuleError) {
        const message = ruleMessage(error.code, error.params, locale);
        return json(error.code === "origin" ? 403 : 409, { code: error.code, message, field: error.field });
      }
      if (!isUnavailable(error)) throw error;
      log().error({ err: error }, "the database is away");
      noteUnavailable(await typedIn(request, definition.typed ?? []));
      return awayResponse(request);
    }
  };
}

/** What stands in these fields of a form sent without script, as far as its body was not read. */
async function typedIn(request: Request, names: readonly string[]): Promise<Record<string, string>> {
  if (names.length === 0 || request.bodyUsed || !(Number(request.headers.get("content-length")) <= FORM_BYTES)) return {};
  const form = await request.formData().catch(() => null);
  const fields = names.map((name) => [name, form?.get(name)] as const);
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === "string"));
}

export function notFoundResponse(): Response {
  return json(404, NOT_FOUND);
}

export function json(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "cache-control": "private, no-store" } });
}
