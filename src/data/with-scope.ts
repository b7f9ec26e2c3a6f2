import "server-only";
import type { PathRange } from "@/domain/org-path";
import { Prisma } from "./generated/client";
import { oneTrip } from "./one-trip";
import { appClient, appPool } from "./prisma";
import { rethrow } from "./prisma-error";

/** A transaction whose rows are limited to one range of org_path by the database itself. */
export type ScopedTx = Prisma.TransactionClient;

/**
 * Runs fn in one transaction that sees the range of the scope and nothing else. The scope is set with
 * transaction-local settings, so the next borrower of the connection starts with none.
 * One call per request; no network call inside; no Promise.all on tx (one connection answers in turn).
 */
export function withScope<T>(
  scope: PathRange,
  fn: (tx: ScopedTx) => Promise<T>,
  options: { timeout?: number; readOnlySnapshot?: boolean } = {},
): Promise<T> {
  const run = appClient().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.lo', ${scope.lo}, true), set_config('app.hi', ${scope.hi}, true)`;
      return fn(tx);
    },
    {
      maxWait: 5_000,
      timeout: options.timeout ?? 15_000,
      ...(options.readOnlySnapshot ? { isolationLevel: "RepeatableRead" as const } : {}),
    },
  );
  return run.catch(rethrow);
}

/** One statement and what its rows mean. Built apart from running it, so that a page asks for all it shows at once. */
export type Read<T> = { sql: Prisma.Sql; of: (rows: never[]) => T };

/**
 * What withScope is to a transaction, to a page that only reads: the scope and every statement in one message, one answer, read only.
 * Days (date) come as text, instants as Date.
 */
export async function readInScope<Results extends readonly unknown[]>(
  scope: PathRange,
  ...reads: { [N in keyof Results]: Read<Results[N]> }
): Promise<Results> {
  const settings = Prisma.sql`SELECT set_config('app.lo', ${scope.lo}, true), set_config('app.hi', ${scope.hi}, true),
    set_config('transaction_read_only', 'on', true), set_config('statement_timeout', '15000', true)`;
  const [, ...found] = await oneTrip(appPool(), [settings, ...reads.map((read) => read.sql)]).catch(rethrow);
  return reads.map((read, n) => read.of((found[n] ?? []) as never[])) as unknown as Results;
}

/**
 * The second lock: the range as a where-clause, for the planner and in case the first one is ever missing.
 * Always under AND, never spread.
 */
export function inScope(scope: PathRange): { orgPath: { gte: string; lt: string } } {
  return { orgPath: { gte: scope.lo, lt: scope.hi } };
}
