import "server-only";
import type { FormContent } from "@/domain/form-content";
import { textAt } from "@/domain/form-context";
import { leadKey, nameKey } from "@/domain/name-key";
import { Prisma } from "./generated/client";
import type { ReadTx } from "./with-scope";

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

export function takenNames(keys: IdentityKeys, batchId: string, studioPath: string): Prisma.Sql {
  return Prisma.sql`
    SELECT taken_name(${keys.nameKey}, ${studioPath}) AS name, taken_lead(${batchId}::uuid, ${keys.leadKey}, ${studioPath}) AS lead`;
}

export async function findTaken(tx: ReadTx, keys: IdentityKeys, batchId: string, studioPath: string): Promise<Taken> {
  return takenFrom(await tx.$queryRaw<unknown[]>(takenNames(keys, batchId, studioPath)));
}

/** The row of takenNames(). */
export function takenFrom(rows: readonly unknown[] | undefined): Taken {
  const [taken] = (rows ?? []) as Partial<Taken>[];
  return { name: taken?.name ?? null, lead: taken?.lead ?? null };
}

/**
 * Holds the name in the city and the lead in the batch until commit, so that of two submissions at the same moment the
 * second one sees the first. Always name before lead: two submissions cannot wait for each other.
 */
export function lockedIdentity(keys: IdentityKeys, batchId: string, cityPath: string): Prisma.Sql {
  return Prisma.sql`
    SELECT pg_advisory_xact_lock(hashtextextended(${`name:${cityPath}:${keys.nameKey}`}, 0)),
      pg_advisory_xact_lock(hashtextextended(${`lead:${batchId}:${keys.leadKey}`}, 0))`;
}
