import { submitRoute } from "@/features/application/submit-application";
import { defineRoute } from "@/server/define-route";

/** Submits and resubmits. */
export const POST = defineRoute<{ id: string }>({
  permission: "application.submit",
  run: (request, { viewer, params }) => submitRoute(request, viewer, params.id),
});
