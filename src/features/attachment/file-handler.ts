import "server-only";
import { z } from "zod";
import { findReadableFile } from "@/data/stored-attachments";
import { withScope } from "@/data/with-scope";
import { serveFile } from "@/server/attachments/serve-file";
import { defineRoute, notFoundResponse } from "@/server/define-route";
import { storage } from "@/server/storage/storage";

/** GET /files/[id]: a file, with ?thumb=1 its small picture. Not yours, unknown and no id at all are the same 404. */
export const handleFile = defineRoute<{ id: string }>({
  permission: "application.view",
  run: async (request, { viewer, params: { id } }) => {
    if (!z.uuid().safeParse(id).success) return notFoundResponse();
    const file = await withScope(viewer.scope, (tx) => findReadableFile(tx, viewer, id));
    return file ? await serveFile(storage(), file, request) : notFoundResponse();
  },
});
