import "server-only";
import { z } from "zod";
import { removeAttachment, reorderAttachments, restoreAttachment } from "@/data/attachments";
import { withScope } from "@/data/with-scope";
import { AttachmentRefused } from "@/domain/attachment-refusal";
import { attachmentRoute } from "@/server/attachments/attachment-route";
import { uploadAttachment } from "@/server/attachments/upload-attachment";
import { orderInput } from "./schema";

/**
 * POST /api/attachments: one file, multipart/form-data, fields before the file: id (uuid made by the browser; a retry with
 * it gives the same row), application, slot, row (the _id, for a column), size (bytes, so that a cut body is noticed), file.
 * 200 AttachmentView · 4xx/5xx { code, message, params } · 404.
 */
export const handleUpload = attachmentRoute((request, { viewer }) => uploadAttachment(viewer, request));

/** PATCH /api/attachments: JSON { application, slot, row?, order: ids } puts the files of a slot in order. 200 AttachmentView[] */
export const handleOrder = attachmentRoute(async (request, { viewer }) => {
  const parsed = orderInput.safeParse(await request.json().catch(() => null));
  if (!parsed.success) throw new AttachmentRefused("badRequest");
  const { application, slot, row, order } = parsed.data;
  const target = { applicationId: application, slot, rowId: row ?? null };
  return await withScope(viewer.scope, (tx) => reorderAttachments(tx, viewer, target, order));
});

/** DELETE /api/attachments/[id]: takes a file out of its slot; POST …/restore puts it back. 200 { id } */
export const handleRemoval = attachmentRoute<{ id: string }>(async (_request, { viewer, params: { id } }) => {
  if (!z.uuid().safeParse(id).success) return null;
  const isDone = await withScope(viewer.scope, (tx) => removeAttachment(tx, viewer, id, new Date()));
  return isDone ? { id } : null;
});

/** POST /api/attachments/[id]/restore: undoes a removal. 200 AttachmentView */
export const handleRestore = attachmentRoute<{ id: string }>(async (_request, { viewer, params: { id } }) => {
  if (!z.uuid().safeParse(id).success) return null;
  return await withScope(viewer.scope, (tx) => restoreAttachment(tx, viewer, id));
});
