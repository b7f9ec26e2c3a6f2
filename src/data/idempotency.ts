import "server-only";
import { createHash } from "node:crypto";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { canonicalJson } from "@/lib/canonical-json";
import { Prisma } from "./generated/client";
import type { ScopedTx, WriteTx } from "./with-scope";
import { answered, type Ending } from "./write-transaction";

type Request = { key: string; action: string; body: unknown };
type Before = { action: string; requestHash: string; response: unknown };

/**
 * One effect per key. The key is inserted in the transaction of the effect; whoever comes second waits for the
 * first to commit and then reads its answer. The same key for another request is refused (sameRequest);
 * the order in which a caller names the fields makes no other request.
 */
export async function once<T>(tx: ScopedTx, viewer: Viewer, request: Request, effect: () => Promise<T>): Promise<T> {
  const [before] = await tx.$queryRaw<Before[]>(heldKey(viewer, request.key));
  if (before) return answerBefore<T>(before, request);
  const response = await effect();
  await tx.$executeRaw(keptKey(viewer, request, asJson(response)));
  return response;
}

/**
 * What an effect ends with: its writes, its answer (T as jsonb), asked of the database when they stand, and its row of the audit chain,
 * which comes after everything.
 */
export type Effect<T> = { writes: readonly Prisma.Sql[]; response: Prisma.Sql & { as?: T }; audit?: Prisma.Sql };

/** An effect that writes nothing: a refusal that is an answer. */
export function answeredOnly<T>(response: T): Effect<T> {
  return { writes: [], response: asJson(response) };
}

/**
 * once() as the end of a transaction: the effect's reads go with the key in one message, and its writes with the answer, which is what
 * is kept under the key, and with COMMIT in another.
 */
export async function onceAtEnd<T>(
  tx: WriteTx,
  viewer: Viewer,
  request: Request,
  reads: readonly Prisma.Sql[],
  effect: (rows: Record<string, unknown>[][]) => Promise<Effect<T>>,
): Promise<Ending<T>> {
  const [held = [], ...rows] = await tx.$together([heldKey(viewer, request.key), ...reads]);
  const before = held[0] as Before | undefined;
  if (before) return answered(answerBefore<T>(before, request));
  const { writes, response, audit } = await effect(rows);
  return {
    last: [...writes, keptKey(viewer, request, response), ...(audit ? [audit] : [])],
    answer: (ends) => ends[writes.length]?.[0]?.["response"] as T,
  };
}

function asJson(value: unknown): Prisma.Sql {
  return Prisma.sql`${JSON.stringify(value ?? null)}::jsonb`;
}

function hashOf(request: Request): string {
  return createHash("sha256").update(canonicalJson(request.body)).digest("hex");
}

function answerBefore<T>(before: Before, request: Request): T {
  if (before.action !== request.action || before.requestHash !== hashOf(request)) throw new RuleError("sameRequest");
  return before.response as T;
}

/** Serialises requests of the same key, so the loser finds the answer and not a broken transaction. */
function heldKey(viewer: Viewer, key: string): Prisma.Sql {
  return Prisma.sql`SELECT action, request_hash AS "requestHash", response FROM hold_key(${viewer.accountId}::uuid, ${key}::uuid)`;
}

function keptKey(viewer: Viewer, request: Request, response: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`INSERT INTO idempotency_key (account_id, key, org_path, city_path, action, request_hash, response)
    VALUES (${viewer.accountId}::uuid, ${request.key}::uuid, ${viewer.orgPath}, ${viewer.cityPath}, ${request.action}, ${hashOf(request)}, ${response})
    RETURNING response`;
}
