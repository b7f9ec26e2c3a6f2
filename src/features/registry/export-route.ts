import "server-only";
import { localeOrDefault } from "@/lib/locales";
import { formValues } from "@/server/define-action";
import { defineRoute, notFoundResponse } from "@/server/define-route";
import { attachmentDisposition } from "@/server/spreadsheet/export-file-name";
import { EXPORT_FORMATS } from "@/server/spreadsheet/sheet";
import { exportRegistry } from "./export-registry";

const FORM_BYTES = 16 * 1024;

/** A form post, so that a purpose never stands in an address; works with and without script. */
export const handleExport = defineRoute({
  permission: "registry.export",
  run: async (request, { viewer }) => {
    if (Number(request.headers.get("content-length") ?? FORM_BYTES + 1) > FORM_BYTES) return notFoundResponse();
    const form = await request.formData().catch(() => null);
    const locale = localeOrDefault(/(?:^|;\s*)locale=([\w-]+)/.exec(request.headers.get("cookie") ?? "")?.[1]);
    const file = form && (await exportRegistry(viewer, formValues(form), locale, request.signal));
    if (!file) return notFoundResponse();
    return new Response(file.stream, {
      headers: {
        "content-type": EXPORT_FORMATS[file.format].mediaType,
        "content-disposition": attachmentDisposition(file.fileName),
        "cache-control": "private, no-store",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        // a reverse proxy must not gather the file before it passes it on
        "x-accel-buffering": "no",
        "x-export-rows": String(file.rows),
        "x-export-columns": String(file.columns),
        "x-export-name": encodeURIComponent(file.fileName),
      },
    });
  },
});
