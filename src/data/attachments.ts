import "server-only";
import { ATTACHMENT_RULES } from "@/domain/application-form";
import { AttachmentRefused } from "@/domain/attachment-refusal";
import type { AttachmentKind } from "@/domain/form-content";
import type { Viewer } from "@/domain/viewer";
import { assertSlotEditable, type EditableSlot } from "./attachment-access";
import { writeAudit } from "./audit";
import { inScope, type ScopedTx } from "./with-scope";

const MB = 1024 * 1024;

/** An attachment as pages and the browser know it: no storage key, no hash. `size` in bytes as kept, pixels of pictures. */
export type AttachmentView = {
  id: string;
  applicationId: string;
  slot: string;
  rowId: string | null;
  fileName: string;
  kind: AttachmentKind;
  size: number;
  width: number | null;
  height: number | null;
  position: number;
};

const VIEW = {
  id: true,
  applicationId: true,
  slot: true,
  rowId: true,
  fileName: true,
  kind: true,
  size: true,
  width: true,
  height: true,
  position: true,
} as const;

/** Where an upload is to go: chosen by the browser, `id` included, so that a retry after a lost answer is the same row. */
export type UploadTarget = { id: string; applicationId: string; slot: string; rowId: string | null };

/** What was stored of it. */
export type StoredFile = {
  fileName: string;
  kind: AttachmentKind;
  mimeType: string;
  size: number;
  sha256: string;
  width?: number;
  height?: number;
  storageKey: string;
  thumbKey?: string;
};

/**
 * The row that an earlier try of this upload left, or null. Throws idTaken when the id stands for something else: the
 * same person's other slot, or anybody else's file in scope.
 */
export async function findEarlierUpload(tx: ScopedTx, viewer: Viewer, target: UploadTarget): Promise<AttachmentView | null> {
  const row = await tx.attachment.findFirst({
    where: { AND: [{ id: target.id }, inScope(viewer.scope)] },
    select: { ...VIEW, uploadedBy: true },
  });
  if (!row) return null;
  const { uploadedBy, ...view } = row;
  const isSame =
    uploadedBy === viewer.accountId &&
    view.applicationId === target.applicationId &&
    view.slot === target.slot &&
    view.rowId === target.rowId;
  if (!isSame) throw new AttachmentRefused("idTaken");
  return view as AttachmentView;
}

/** Early answer before the bytes come in; the same limits are checked under lock when the row is written. */
export async function assertRoomFor(tx: ScopedTx, target: Omit<UploadTarget, "id">, { slot }: EditableSlot, size: number): Promise<void> {
  const live = { applicationId: target.applicationId, removedAt: null };
  const count = await tx.attachment.count({ where: { ...live, slot: target.slot, rowId: target.rowId } });
  if (count >= slot.maxCount) throw new AttachmentRefused("tooMany", { maxCount: slot.maxCount });
  const { _sum } = await tx.attachment.aggregate({ where: live, _sum: { size: true } });
  if ((_sum.size ?? 0) + size > ATTACHMENT_RULES.maxTotalMb * MB) {
    throw new AttachmentRefused("totalTooLarge", { maxTotalMb: ATTACHMENT_RULES.maxTotalMb });
  }
}

/** Serialises everything that counts files of one application. */
async function lockApplication(tx: ScopedTx, applicationId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM application WHERE id = ${applicationId}::uuid FOR UPDATE`;
}

/**
 * Writes the row of a stored file at the end of its slot. Null: no such application for this viewer. A retry that was
 * overtaken by its own first try gets that row; `isNew` then says that the file just stored is not needed.
 */
export async function addAttachment(
  tx: ScopedTx,
  viewer: Viewer,
  target: UploadTarget,
  file: StoredFile,
  at: Date,
): Promise<{ view: AttachmentView; isNew: boolean } | null> {
  await lockApplication(tx, target.applicationId);
  const earlier = await findEarlierUpload(tx, viewer, target);
  if (earlier) return { view: earlier, isNew: false };
  const access = await assertSlotEditable(tx, viewer, target.applicationId, target.slot);
  if (!access) return null;
  await assertRoomFor(tx, target, access, file.size);
  const { _max } = await tx.attachment.aggregate({
    where: { applicationId: target.applicationId, slot: target.slot },
    _max: { position: true },
  });
  const view = await tx.attachment.create({
    data: {
      ...target,
      ...file,
      orgPath: access.orgPath,
      stage: access.stage,
      position: (_max.position ?? -1) + 1,
      uploadedBy: viewer.accountId,
      uploadedAt: at,
    },
    select: VIEW,
  });
  await audit(tx, viewer, access, target.id, "attachment.add", { slot: target.slot, sha256: file.sha256, size: file.size });
  return { view: view as AttachmentView, isNew: true };
}

/** Takes an attachment out of its slot; the file stays for the undo and for snapshots. False: not found. */
export async function removeAttachment(tx: ScopedTx, viewer: Viewer, id: string, at: Date): Promise<boolean> {
  const found = await lockForChange(tx, viewer, id);
  if (!found) return false;
  if (found.row.removedAt) return true;
  await tx.attachment.update({ where: { id }, data: { removedAt: at }, select: { id: true } });
  await audit(tx, viewer, found.access, id, "attachment.remove", { slot: found.row.slot });
  return true;
}

/** Undoes a removal while there is room. Null: not found. */
export async function restoreAttachment(tx: ScopedTx, viewer: Viewer, id: string): Promise<AttachmentView | null> {
  const found = await lockForChange(tx, viewer, id);
  if (!found) return null;
  const { row, access } = found;
  if (row.removedAt) {
    await assertRoomFor(tx, row, access, row.size);
    await tx.attachment.update({ where: { id }, data: { removedAt: null }, select: { id: true } });
    await audit(tx, viewer, access, id, "attachment.restore", { slot: row.slot });
  }
  const { removedAt: _, ...view } = row;
  return view as AttachmentView;
}

/**
 * Puts the attachments of a slot (of one row of a table) in this order. Ids that are gone meanwhile are passed over,
 * files that the list does not name keep their order behind it. Null: not found.
 */
export async function reorderAttachments(
  tx: ScopedTx,
  viewer: Viewer,
  target: Omit<UploadTarget, "id">,
  order: readonly string[],
): Promise<AttachmentView[] | null> {
  await lockApplication(tx, target.applicationId);
  const access = await assertSlotEditable(tx, viewer, target.applicationId, target.slot);
  if (!access) return null;
  const where = { applicationId: target.applicationId, slot: target.slot, rowId: target.rowId, removedAt: null };
  const rows = await tx.attachment.findMany({ where, orderBy: [{ position: "asc" }, { id: "asc" }], select: VIEW });
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  const sorted = rows.toSorted((a, b) => place(a.id) - place(b.id));
  const places = rows.map(({ position }) => position);
  const moved: AttachmentView[] = [];
  for (const [index, row] of sorted.entries()) {
    const position = places[index] ?? index;
    if (position !== row.position) {
      await tx.attachment.update({ where: { id: row.id }, data: { position }, select: { id: true } });
    }
    moved.push({ ...row, position } as AttachmentView);
  }
  return moved;
}

async function lockForChange(tx: ScopedTx, viewer: Viewer, id: string) {
  const find = () => tx.attachment.findFirst({ where: { AND: [{ id }, inScope(viewer.scope)] }, select: { ...VIEW, removedAt: true } });
  const before = await find();
  if (!before) return null;
  await lockApplication(tx, before.applicationId);
  const access = await assertSlotEditable(tx, viewer, before.applicationId, before.slot);
  // read again: what was seen before the lock may have changed
  const row = access && (await find());
  return row ? { row, access } : null;
}

function audit(
  tx: ScopedTx,
  viewer: Viewer,
  { orgPath }: EditableSlot,
  entityId: string,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  return writeAudit(tx, viewer, { action, entity: "attachment", entityId, orgPath, detail });
}
