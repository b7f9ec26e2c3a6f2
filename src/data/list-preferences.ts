import "server-only";
import { randomUUID } from "node:crypto";
import type { Viewer } from "@/domain/viewer";
import type { ScopedTx } from "./with-scope";

/** Keeps the choice; an empty one goes back to the columns shown from the start. */
export async function saveListColumns(tx: ScopedTx, viewer: Viewer, list: string, columns: readonly string[]): Promise<void> {
  const { accountId, orgPath, cityPath } = viewer;
  await tx.listPreference.upsert({
    where: { accountId_orgPath_list: { accountId, orgPath, list } },
    create: { id: randomUUID(), accountId, orgPath, cityPath, list, columns: [...columns] },
    update: { columns: [...columns] },
  });
}
