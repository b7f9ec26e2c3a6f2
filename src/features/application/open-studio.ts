import "server-only";
import { switchGrant } from "@/data/sessions";
import { openSiblingStudio } from "@/data/studios";
import type { Viewer } from "@/domain/viewer";
import { json, notFoundResponse } from "@/server/define-route";
import { renewSession } from "@/server/viewer";

/** Another studio of the same enterprise for the same lead; the session goes on as that one, under a new token. */
export async function openStudioRoute(viewer: Viewer): Promise<Response> {
  if (viewer.orgKind !== "studio") return notFoundResponse();
  const { grantId } = await openSiblingStudio(viewer);
  const token = await switchGrant(viewer, grantId);
  if (token) await renewSession(token);
  return json(200, { switched: token !== null });
}
