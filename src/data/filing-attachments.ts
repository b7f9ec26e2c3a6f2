import "server-only";
import type { AttachmentKind, AttachmentRef, FormContent } from "@/domain/form-content";
import { rowsAt } from "@/domain/form-context";
import { Prisma } from "./generated/client";
import type { ReadTx } from "./with-scope";

/** An attachment as the form and a snapshot's manifest know it. */
export type FiledAttachment = AttachmentRef & { size: number; sha256: string; hasThumb: boolean; uploadedAt: string };

type Row = Omit<FiledAttachment, "rowId" | "width" | "height" | "uploadedAt"> & {
  rowId: string | null;
  width: number | null;
  height: number | null;
  uploadedAt: Date;
};

/** What the applicant attached and did not remove, slot by slot in the order of upload; a stage's own slots are not among them. */
export function filedAttachments(applicationId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT id, slot, row_id AS "rowId", file_name AS "fileName", kind, size, width, height, sha256, thumb_key IS NOT NULL AS "hasThumb",
      uploaded_at AS "uploadedAt"
    FROM attachment WHERE application_id = ${applicationId}::uuid AND removed_at IS NULL AND stage IS NULL
    ORDER BY slot, position, uploaded_at, id`;
}

/** The rows of filedAttachments() as the form knows them. */
export function filedFrom(rows: readonly unknown[]): FiledAttachment[] {
  return (rows as Row[]).map((row) => ({
    id: row.id,
    slot: row.slot,
    ...(row.rowId === null ? {} : { rowId: row.rowId }),
    fileName: row.fileName,
    kind: row.kind,
    size: row.size,
    ...(row.width === null ? {} : { width: row.width }),
    ...(row.height === null ? {} : { height: row.height }),
    sha256: row.sha256,
    hasThumb: row.hasThumb,
    uploadedAt: row.uploadedAt.toISOString(),
  }));
}

export async function listFiledAttachments(tx: ReadTx, applicationId: string): Promise<FiledAttachment[]> {
  return filedFrom(await tx.$queryRaw<unknown[]>(filedAttachments(applicationId)));
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
