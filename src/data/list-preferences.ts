import "server-only";
import { randomUUID } from "node:crypto";
import type { Viewer } from "@/domain/viewer";
import { inScope, type ScopedTx } from "./with-scope";

/** Columns that this person chose for a list in this organisation; empty when never chosen. */
export async function chosenListColumns(tx: ScopedTx, viewer: Viewer, list: string): Promise<readonly string[]> {
  const row = await tx.listPreference.findFirst({
    where: { AND: [inScope(viewer.scope), { accountId: viewer.accountId, orgPath: viewer.orgPath, list }] },
    select: { columns: true },
  });
  return row?.columns ?? [];
}

/** Keeps the choice; an empty one goes back to the columns shown from the start. */
export async function saveListColumns(tx: ScopedTx, viewer: Viewer, list: string, columns: readonly string[]): Promise<void> {
  const { accountId, orgPath, cityPath } = viewer;
  await tx.listPreference.upsert({
    where: { accountId_orgPath_list: { accountId, orgPath, list } },
    create: { id: randomUUID(), accountId, orgPath, cityPath, list, columns: [...columns] },
    update: { columns: [...columns] },
  });
}
