import "server-only";
import type { CriteriaSet } from "@/domain/criteria-set";
import type { ReadTx } from "./with-scope";

/**
 * Criteria sets by id. A stored set never changes (the database refuses it), so it is read and parsed once a process. Whoever asks
 * has the id from a row that its scope shows.
 */
const known = new Map<string, CriteriaSet>();
const MOST = 500;

export async function criteriaSets(tx: ReadTx, ids: readonly string[]): Promise<ReadonlyMap<string, CriteriaSet>> {
  const wanted = [...new Set(ids)];
  const missing = wanted.filter((id) => !known.has(id));
  if (missing.length > 0) {
    const rows = await tx.$queryRaw<
      { id: string; body: CriteriaSet }[]
    >`SELECT id, body FROM criteria_set WHERE id = ANY(${missing}::uuid[])`;
    if (known.size + rows.length > MOST) known.clear();
    for (const { id, body } of rows) known.set(id, body);
  }
  return new Map(wanted.flatMap((id) => (known.has(id) ? [[id, known.get(id) as CriteriaSet]] : [])));
}
