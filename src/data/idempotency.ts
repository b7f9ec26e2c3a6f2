import "server-only";
import { createHash } from "node:crypto";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { canonicalJson } from "@/lib/canonical-json";
import type { ScopedTx } from "./with-scope";

/**
 * One effect per key. The key is inserted in the transaction of the effect; whoever comes second waits for the
 * first to commit and then reads its answer. The same key for another request is refused (sameRequest);
 * the order in which a caller names the fields makes no other request.
 */
export async function once<T>(
  tx: ScopedTx,
  viewer: Viewer,
  request: { key: string; action: string; body: unknown },
  effect: () => Promise<T>,
): Promise<T> {
  const requestHash = createHash("sha256").update(canonicalJson(request.body)).digest("hex");
  // serialises requests of the same key, so the loser finds the answer and not a broken transaction
  const [before] = await tx.$queryRaw<{ action: string; requestHash: string; response: unknown }[]>`
    SELECT action, request_hash AS "requestHash", response FROM hold_key(${viewer.accountId}::uuid, ${request.key}::uuid)`;
  if (before) {
    if (before.action !== request.action || before.requestHash !== requestHash) throw new RuleError("sameRequest");
    return before.response as T;
  }
  const response = await effect();
  await tx.idempotencyKey.create({
    data: {
      accountId: viewer.accountId,
      key: request.key,
      orgPath: viewer.orgPath,
      cityPath: viewer.cityPath,
      action: request.action,
      requestHash,
      response: (response ?? null) as never,
    },
    select: { key: true },
  });
  return response;
}
