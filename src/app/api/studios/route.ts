import { switchGrant } from "@/data/sessions";
import { openSiblingStudio } from "@/data/studios";
import { defineRoute, json, notFoundResponse } from "@/server/define-route";
import { renewSession } from "@/server/viewer";

/** 另建工作室: another studio of the same enterprise for the same lead; the session goes on as that one. */
export const POST = defineRoute({
  permission: "studio.open",
  run: async (_request, { viewer }) => {
    if (viewer.orgKind !== "studio") return notFoundResponse();
    const { grantId } = await openSiblingStudio(viewer);
    const token = await switchGrant(viewer, grantId);
    if (token) await renewSession(token);
    return json(200, { switched: token !== null });
  },
});
