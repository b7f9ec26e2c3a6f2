import "server-only";
import type { AttachmentKind, AttachmentRef, FormContent } from "@/domain/form-content";
import { rowsAt } from "@/domain/form-context";
import type { ScopedTx } from "./with-scope";

/** An attachment as the form and a snapshot's manifest know it. */
export type FiledAttachment = AttachmentRef & { size: number; sha256: string; hasThumb: boolean; uploadedAt: string };

/** What the applicant attached and did not remove, slot by slot in the order of upload; a stage's own slots are not among them. */
export async function listFiledAttachments(tx: ScopedTx, applicationId: string): Promise<FiledAttachment[]> {
  const rows = await tx.attachment.findMany({
    where: { applicationId, removedAt: null, stage: null },
    orderBy: [{ slot: "asc" }, { position: "asc" }, { uploadedAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      slot: true,
      rowId: true,
      fileName: true,
      kind: true,
      size: true,
      width: true,
      height: true,
      sha256: true,
      thumbKey: true,
      uploadedAt: true,
    },
  });
  return rows.map((row) => ({
    id: row.id,
    slot: row.slot,
    ...(row.rowId === null ? {} : { rowId: row.rowId }),
    fileName: row.fileName,
    kind: row.kind as AttachmentKind,
    size: row.size,
    ...(row.width === null ? {} : { width: row.width }),
    ...(row.height === null ? {} : { height: row.height }),
    sha256: row.sha256,
    hasThumb: row.thumbKey !== null,
    uploadedAt: row.uploadedAt.toISOString(),
  }));
}

export type ManifestEntry = {
  id: string;
  slot: string;
  rowId?: string;
  /** number of the row in the snapshot, from 1 */
  row?: number;
  fileName: string;
  kind: AttachmentKind;
  size: number;
  sha256: string;
  width?: number;
  height?: number;
};

/** The manifest of a snapshot. Files of a row that is no longer in its table do not belong to it. */
export function attachmentManifest(content: FormContent, attachments: readonly FiledAttachment[]): ManifestEntry[] {
  return attachments.flatMap((file) => {
    const { hasThumb: _thumb, uploadedAt: _at, ...entry } = file;
    if (file.slot.split(".").length < 3) return [entry];
    const index = rowsAt(content, file.slot).findIndex((row) => row._id === file.rowId);
    return index < 0 ? [] : [{ ...entry, row: index + 1 }];
  });
}
