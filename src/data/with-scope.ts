import "server-only";
import type { PathRange } from "@/domain/org-path";
import { Prisma } from "./generated/client";
import { gathered } from "./gathered-reads";
import { oneTrip, type Row } from "./one-trip";
import { appClient, appPool } from "./prisma";
import { asWrite, rethrow } from "./prisma-error";
import { type Ending, writeTransaction } from "./write-transaction";

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

/** What a transaction that only reads needs of one: SQL as a template. Both kinds of transaction have it. */
export type ReadTx = Pick<ScopedTx, "$queryRaw">;

/**
 * For a page that only reads: a statement goes in one message, read only and with the scope, together with what other parts of the page
 * ask for under the same scope at that moment. Statements of one READ COMMITTED transaction see no more of a common moment than
 * that, and it costs neither BEGIN nor COMMIT. Days (date) come as text, instants as Date.
 */
export async function readInScope<T>(scope: PathRange, fn: (tx: ReadTx) => Promise<T>): Promise<T> {
  return fn({ $queryRaw: asked((sql) => gathered(scope, sql, sendReads)) }).catch(rethrow);
}

/** Several statements of such a page, none of which waits for another, as one such transaction: the rows of each. */
export function readTogether(scope: PathRange, statements: readonly Prisma.Sql[]): Promise<Row[][]> {
  return sendReads(scope, statements).catch(rethrow);
}

async function sendReads(scope: PathRange, statements: readonly Prisma.Sql[]): Promise<Row[][]> {
  const [, ...rows] = await oneTrip(appPool(), [readingOf(scope), ...statements]);
  return rows;
}

function readingOf(scope: PathRange): Prisma.Sql {
  return Prisma.sql`${settingsOf(scope)}, set_config('transaction_read_only', 'on', true)`;
}

export type Statement = Prisma.Sql;

/** ReadTx for writes: $together sends several statements in one message and gives the rows of each. */
export type WriteTx = ReadTx & { $together: (statements: readonly Prisma.Sql[]) => Promise<Record<string, unknown>[][]> };

/**
 * withScope for the writes that come by the hundred: SQL only, the first statements travel with the scope and the last with COMMIT
 * (Ending).
 */
export async function writeInScope<T>(scope: PathRange, fn: (tx: WriteTx) => Promise<Ending<T>>): Promise<T> {
  return writeTransaction(appPool(), settingsOf(scope), async (ask) =>
    fn({ $together: ask, $queryRaw: asked(async (sql) => (await ask([sql]))[0] ?? []) }),
  ).catch((error: unknown) => rethrow(asWrite(error)));
}

function settingsOf(scope: PathRange): Prisma.Sql {
  return Prisma.sql`SELECT set_config('app.lo', ${scope.lo}, true), set_config('app.hi', ${scope.hi}, true),
    set_config('statement_timeout', '15000', true)`;
}

function asked(query: (sql: Prisma.Sql) => Promise<unknown>): ReadTx["$queryRaw"] {
  const $queryRaw = async (template: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
    query(template instanceof Prisma.Sql ? template : Prisma.sql(template, ...values));
  return $queryRaw as unknown as ReadTx["$queryRaw"];
}

/**
 * The second lock: the range as a where-clause, for the planner and in case the first one is ever missing.
 * Always under AND, never spread.
 */
export function inScope(scope: PathRange): { orgPath: { gte: string; lt: string } } {
  return { orgPath: { gte: scope.lo, lt: scope.hi } };
}
