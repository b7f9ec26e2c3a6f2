import "server-only";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { z } from "zod";
import { assertSlotEditable } from "@/data/attachment-access";
import { type AttachmentView, addAttachment, assertRoomFor, findEarlierUpload } from "@/data/attachments";
import { isUniqueViolation } from "@/data/prisma-error";
import { withScope } from "@/data/with-scope";
import { AttachmentRefused } from "@/domain/attachment-refusal";
import type { AttachmentSlot } from "@/domain/attachment-slots";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { businessNow } from "../business-clock";
import { storage } from "../storage/storage";
import type { StoragePort } from "../storage/storage-port";
import { attachmentFolder, uploadingFolder } from "./attachment-folder";
import { inspectFile } from "./inspect-file";
import { receiveUpload, type UploadFields } from "./receive-upload";

const MB = 1024 * 1024;
/** Below both of these (share, bytes) nothing is taken any more: a full disk stops the database as well. */
const LEAST_FREE = { share: 0.1, bytes: 2048 * MB };

const fieldsSchema = z.object({
  id: z.uuid(),
  application: z.uuid(),
  slot: z.string().max(100),
  row: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
});

type Begun =
  | { earlier: AttachmentView }
  | { earlier: null; slot: AttachmentSlot; target: { id: string; applicationId: string; slot: string; rowId: string | null } };

class NotFound extends Error {}

/**
 * One upload from request to row: rights and room are asked before the first byte is taken and again under lock. The file
 * is stored and flushed before its row is written, so a row never lacks its file. Null: 404. Throws AttachmentRefused.
 */
export async function uploadAttachment(viewer: Viewer, request: Request): Promise<AttachmentView | null> {
  let temporary: string | undefined;
  try {
    const { file, begun } = await receiveUpload(request, {
      folder: uploadingFolder(),
      begin: (fields) => begin(viewer, fields),
    });
    temporary = file.path;
    if (begun.earlier) return begun.earlier;
    const inspected = await inspectFile(file, begun.slot);
    const keys: string[] = [];
    try {
      const folder = attachmentFolder(viewer.cityPath);
      const put = async (from: string) => {
        const stored = await storage().put(createReadStream(from), { folder });
        keys.push(stored.key);
        return stored;
      };
      const main = await put(inspected.path);
      const thumb = inspected.thumb ? await put(inspected.thumb) : undefined;
      const stored = {
        fileName: file.fileName,
        kind: inspected.kind,
        mimeType: inspected.mimeType,
        size: main.size,
        sha256: main.sha256,
        ...(inspected.width && inspected.height ? { width: inspected.width, height: inspected.height } : {}),
        storageKey: main.key,
        ...(thumb && { thumbKey: thumb.key }),
      };
      const added = await withScope(viewer.scope, (tx) => addAttachment(tx, viewer, begun.target, stored, businessNow()));
      if (added?.isNew) keys.length = 0;
      return added?.view ?? null;
    } catch (error) {
      // only a refusal says that there is no row; a connection that broke at the commit may have left one, so its bytes stay,
      // and the cleaner takes them where it has not
      if (!isRefusal(error)) keys.length = 0;
      throw isUniqueViolation(error) ? new AttachmentRefused("idTaken") : error;
    } finally {
      await forget(storage(), keys);
    }
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw isDiskFull(error) ? new AttachmentRefused("storageFull") : error;
  } finally {
    if (temporary) await removeTemporary(temporary);
  }
}

async function begin(viewer: Viewer, fields: UploadFields): Promise<Begun & { maxBytes: number; maxMb: number }> {
  const parsed = fieldsSchema.safeParse(fields);
  if (!parsed.success) throw new AttachmentRefused("badRequest");
  const { id, application, slot, row } = parsed.data;
  const target = { id, applicationId: application, slot, rowId: row ?? null };
  await requireSpace();
  return await withScope(viewer.scope, async (tx) => {
    const access = await assertSlotEditable(tx, viewer, application, slot);
    if (!access) throw new NotFound();
    const { maxMb } = access.slot;
    const cap = { maxMb, maxBytes: maxMb * MB };
    if (access.slot.inRow !== (row !== undefined)) throw new AttachmentRefused("badRequest");
    const earlier = await findEarlierUpload(tx, viewer, target);
    if (earlier) return { earlier, ...cap };
    await assertRoomFor(tx, target, access, 0);
    return { earlier: null, slot: access.slot, target, ...cap };
  });
}

async function requireSpace(): Promise<void> {
  const space = await storage().space();
  if (space && space.free < LEAST_FREE.bytes && space.free < space.total * LEAST_FREE.share) {
    throw new AttachmentRefused("storageFull");
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof AttachmentRefused || error instanceof RuleError || isUniqueViolation(error) || isDiskFull(error);
}

/** No space, no quota, or the file-size limit of the process: nothing was kept, and the file may be sent again. */
function isDiskFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EFBIG"].includes((error as NodeJS.ErrnoException | null)?.code ?? "");
}

/** Files of a row that was not written. What cannot be deleted now is left to the cleaner. */
async function forget(from: StoragePort, keys: readonly string[]): Promise<void> {
  for (const key of keys) await from.delete(key).catch(() => undefined);
}

async function removeTemporary(file: string): Promise<void> {
  for (const suffix of ["", ".clean", ".thumb"]) await rm(file + suffix, { force: true });
}
