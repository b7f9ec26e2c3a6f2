import "server-only";
import type { Viewer } from "@/domain/viewer";
import { inScope, type ScopedTx } from "./with-scope";

/** What serving a file needs. */
export type ReadableFile = {
  id: string;
  fileName: string;
  kind: string;
  mimeType: string;
  size: number;
  sha256: string;
  storageKey: string;
  thumbKey: string | null;
};

const FILE = {
  id: true,
  orgPath: true,
  applicationId: true,
  stage: true,
  fileName: true,
  kind: true,
  mimeType: true,
  size: true,
  sha256: true,
  storageKey: true,
  thumbKey: true,
} as const;

/**
 * The file, when the viewer may read it, else null (404). The studio reads its own files, removed ones too, and what a
 * stage attached once that stage has decided. A union reads what a snapshot names, never a draft, and all stage files
 * of its subtree.
 */
export async function findReadableFile(tx: ScopedTx, viewer: Viewer, id: string): Promise<ReadableFile | null> {
  const row = await tx.attachment.findFirst({ where: { AND: [{ id }, inScope(viewer.scope)] }, select: FILE });
  if (!row) return null;
  const { orgPath, applicationId, stage, ...file } = row;
  const isStudio = viewer.orgPath === orgPath;
  const isReadable = stage
    ? !isStudio || (await tx.decision.count({ where: { applicationId, stage } })) > 0
    : isStudio || (await isNamed(tx, applicationId, id));
  return isReadable ? file : null;
}

async function isNamed(tx: ScopedTx, applicationId: string, id: string): Promise<boolean> {
  const named = await tx.submission.findFirst({
    where: { applicationId, attachments: { array_contains: [{ id }] } },
    select: { id: true },
  });
  return named !== null;
}

/** True when the scope really shows the city itself: a scope that is not in force shows nothing, and nothing is deleted. */
export async function isCityVisible(tx: ScopedTx, cityPath: string): Promise<boolean> {
  return (await tx.orgUnit.count({ where: { orgPath: cityPath, kind: "city" } })) === 1;
}

/** Those of the keys that a row names, as file or thumbnail. */
export async function keysInUse(tx: ScopedTx, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.attachment.findMany({
    where: { OR: [{ storageKey: { in: [...keys] } }, { thumbKey: { in: [...keys] } }] },
    select: { storageKey: true, thumbKey: true },
  });
  return new Set(rows.flatMap(({ storageKey, thumbKey }) => [storageKey, ...(thumbKey ? [thumbKey] : [])]));
}

/**
 * Deletes the rows of attachments that were removed before `before` and that no snapshot names, at most `limit`, and
 * gives their number. Files of a stage are never deleted. The database refuses a mistake here by a trigger. Bytes are
 * left to the sweep: a copied application names the same ones.
 */
export async function deleteForgotten(tx: ScopedTx, before: Date, limit: number): Promise<number> {
  return await tx.$executeRaw`
    DELETE FROM attachment WHERE id IN (
      SELECT a.id FROM attachment a
      WHERE a.removed_at < ${before} AND a.stage IS NULL AND NOT EXISTS (
        SELECT FROM submission s WHERE s.application_id = a.application_id
          AND s.attachments @> jsonb_build_array(jsonb_build_object('id', a.id)))
      ORDER BY a.removed_at LIMIT ${limit})`;
}
