import "server-only";
import { createTranslator } from "next-intl";
import { AttachmentRefused, type RefusalCode } from "@/domain/attachment-refusal";
import { enumLabel } from "@/domain/enumerations";
import type { Viewer } from "@/domain/viewer";
import { inList } from "@/domain/locale";
import { LOCALE_COOKIE, type Locale, localeOrDefault } from "@/lib/locales";
import { messagesOf } from "@/messages/all-messages";
import { defineRoute, json, notFoundResponse } from "../define-route";

/** Refusals that are no fault of the file; all others are 422. */
const STATUS: Partial<Record<RefusalCode, number>> = {
  tooLarge: 413,
  busy: 503,
  storageFull: 507,
  badRequest: 400,
  cutShort: 400,
  notEditable: 409,
  idTaken: 409,
  tooMany: 409,
  totalTooLarge: 409,
};

/**
 * A route of the upload area behind the wall of defineRoute. `run` gives the answer's body, or null for 404; a refusal
 * becomes { code, message, params } in the language of the request.
 */
export function attachmentRoute<P = Record<string, never>>(
  run: (request: Request, context: { viewer: Viewer; params: P }) => Promise<unknown>,
) {
  return defineRoute<P>({
    permission: "application.view",
    run: async (request, context) => {
      try {
        const body = await run(request, context);
        return body === null ? notFoundResponse() : json(200, body);
      } catch (error) {
        if (!(error instanceof AttachmentRefused)) throw error;
        return json(STATUS[error.code] ?? 422, refusalBody(error, request));
      }
    },
  });
}

function refusalBody({ code, params }: AttachmentRefused, request: Request) {
  const cookie = request.headers.get("cookie") ?? "";
  const locale = localeOrDefault(new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=([\\w-]+)`).exec(cookie)?.[1]);
  const t = createTranslator({ locale, messages: messagesOf(locale) as never, namespace: "attachment" as never });
  const words = { ...params, ...(params.accepted !== undefined && { accepted: kinds(String(params.accepted), locale) }) };
  return { code, params, message: String(t(`refused.${code}` as never, words as never)) };
}

function kinds(keys: string, locale: Locale): string {
  const labels = keys.split(",").map((key) => enumLabel("attachmentKind", key, locale));
  return inList(labels, locale);
}
