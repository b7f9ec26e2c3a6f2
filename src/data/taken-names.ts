import "server-only";
import type { FormContent } from "@/domain/form-content";
import { textAt } from "@/domain/form-context";
import { leadKey, nameKey } from "@/domain/name-key";
import type { ScopedTx } from "./with-scope";

/** Names found by the two narrow lookups of the database; nothing else of another studio ever leaves them. */
export type Taken = { name: string | null; lead: string | null };

export type IdentityKeys = { nameKey: string; leadKey: string };

/** What names of studios and leads are compared by, from stored content. */
export function identityKeys(content: FormContent): IdentityKeys {
  return {
    nameKey: nameKey(textAt(content, "studio.name")),
    leadKey: leadKey(textAt(content, "team.leadName"), textAt(content, "team.leadMobile")),
  };
}

export async function findTaken(tx: ScopedTx, keys: IdentityKeys, batchId: string, studioPath: string): Promise<Taken> {
  const rows = await tx.$queryRaw<Taken[]>`
    SELECT taken_name(${keys.nameKey}, ${studioPath}) AS name, taken_lead(${batchId}::uuid, ${keys.leadKey}, ${studioPath}) AS lead`;
  return { name: rows[0]?.name ?? null, lead: rows[0]?.lead ?? null };
}

/**
 * Holds the name in the city and the lead in the batch until commit, so that of two submissions at the same moment the
 * second one sees the first. Always name before lead: two submissions cannot wait for each other.
 */
export async function lockIdentity(tx: ScopedTx, keys: IdentityKeys, batchId: string, cityPath: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`name:${cityPath}:${keys.nameKey}`}, 0)),
      pg_advisory_xact_lock(hashtextextended(${`lead:${batchId}:${keys.leadKey}`}, 0))`;
}
