import { openStudioRoute } from "@/features/application/open-studio";
import { defineRoute } from "@/server/define-route";

/** 另建工作室: another studio for the lead, who has one draft at a time in each. */
export const POST = defineRoute({
  permission: "studio.open",
  run: (_request, { viewer }) => openStudioRoute(viewer),
});
