import "server-only";
import { z } from "zod";
import { saveSection } from "@/data/application-sections";
import { writeInScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { json, notFoundResponse } from "@/server/define-route";
import { MAX_SECTION_BYTES, parseSectionSave } from "./section-schema";

/** POST of one section: 200 { revision, savedAt, taken }, 409 { code: "conflict", current }, 413, 422; see define-route for the rest. */
export async function saveSectionRoute(request: Request, viewer: Viewer, params: { id: string; section: string }): Promise<Response> {
  const body = await request.text();
  if (new TextEncoder().encode(body).length > MAX_SECTION_BYTES) return json(413, { code: "tooLarge" });
  if (!z.uuid().safeParse(params.id).success) return notFoundResponse();
  const save = parseSectionSave(params.section, parseJson(body));
  if (!save) return json(422, { code: "invalid" });
  const result = await writeInScope(viewer.scope, (tx) =>
    saveSection(tx, viewer, { applicationId: params.id, section: params.section, ...save, now: new Date() }),
  );
  if (!result) return notFoundResponse();
  if (!result.saved) return json(409, { code: "conflict", current: result.current });
  return json(200, { revision: result.revision, savedAt: result.savedAt, taken: result.taken });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
