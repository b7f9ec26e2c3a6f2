import { saveSectionRoute } from "@/features/application/save-section";
import { defineRoute } from "@/server/define-route";

/** Saves one section of a draft; also sent with keepalive when the page is left. */
export const POST = defineRoute<{ id: string; section: string }>({
  permission: "application.edit",
  run: (request, { viewer, params }) => saveSectionRoute(request, viewer, params),
});
