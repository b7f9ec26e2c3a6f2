import "server-only";
import { cityPathOf } from "@/domain/org-path";
import type { Viewer } from "@/domain/viewer";
import { Prisma } from "./generated/client";
import type { ScopedTx } from "./with-scope";

/** One link of the audit chain. detail holds ids, codes and field names, never personal values. */
export type AuditEntry = {
  action: string;
  entity: string;
  entityId: string;
  /** path of the record, so that a move in the tree later does not change it */
  orgPath: string;
  detail?: Record<string, unknown>;
};

type Actor = Pick<Viewer, "accountId" | "orgPath" | "role">;

/**
 * Writes the audit row in the transaction of the change. Call it last: it locks the head of the city's chain
 * until commit. seq, time, prev and hash are set by the database.
 */
export async function writeAudit(tx: ScopedTx, actor: Actor | null, entry: AuditEntry): Promise<void> {
  await tx.$executeRaw(auditStatement(actor, entry));
}

export function auditStatement(actor: Actor | null, entry: AuditEntry): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO audit_event (city_path, org_path, actor_id, actor_org_path, role, action, entity, entity_id, detail)
    VALUES (${cityPathOf(entry.orgPath)}, ${entry.orgPath}, ${actor?.accountId ?? null}::uuid, ${actor?.orgPath ?? null},
            ${actor?.role ?? null}, ${entry.action}, ${entry.entity}, ${entry.entityId}, ${JSON.stringify(entry.detail ?? {})}::jsonb)`;
}
