import "server-only";
import { localeOfCookies } from "@/lib/locales";
import { contentDisposition } from "@/server/content-disposition";
import { formValues } from "@/server/define-action";
import { defineRoute, FORM_BYTES, notFoundResponse } from "@/server/define-route";
import { EXPORT_FORMATS } from "@/server/spreadsheet/sheet";
import { exportRegistry } from "./export-registry";

/** A form post, so that a purpose never stands in an address; works with and without script. */
export const handleExport = defineRoute({
  permission: "registry.export",
  typed: ["purpose"],
  run: async (request, { viewer }) => {
    if (Number(request.headers.get("content-length") ?? FORM_BYTES + 1) > FORM_BYTES) return notFoundResponse();
    // of a copy: where the database is away what was typed is read once more
    const form = await request
      .clone()
      .formData()
      .catch(() => null);
    const locale = localeOfCookies(request.headers.get("cookie"));
    const file = form && (await exportRegistry(viewer, formValues(form), locale, request.signal));
    if (!file) return notFoundResponse();
    const { mediaType, extension } = EXPORT_FORMATS[file.format];
    return new Response(file.stream, {
      headers: {
        "content-type": mediaType,
        "content-disposition": contentDisposition("attachment", file.fileName, `export.${extension}`),
        "cache-control": "private, no-store",
        // a reverse proxy must not gather the file before it passes it on
        "x-accel-buffering": "no",
        "x-export-rows": String(file.rows),
        "x-export-columns": String(file.columns),
        "x-export-name": encodeURIComponent(file.fileName),
      },
    });
  },
});
