import "server-only";
import type { PathRange } from "@/domain/org-path";
import type { Prisma } from "./generated/client";
import type { Row } from "./one-trip";
import { isOutOfTime, isUnavailable } from "./prisma-error";

type Asked = { sql: Prisma.Sql; answer: (rows: Row[]) => void; fail: (error: unknown) => void };
type Send = (scope: PathRange, statements: readonly Prisma.Sql[]) => Promise<Row[][]>;

/** By the scope of a viewer, which each request has its own of: what waits to be sent. */
const waiting = new WeakMap<PathRange, Asked[]>();

/**
 * The rows of a statement, sent in one message with the others that are asked for under the same scope within two turns of the event
 * loop: the frame of a page and its list are rendered in turns that follow each other. One that fails takes none of the others with it,
 * unless it ran out of time: whoever waits for the page has waited long enough.
 */
export function gathered(scope: PathRange, sql: Prisma.Sql, send: Send): Promise<Row[]> {
  return new Promise((answer, fail) => {
    const one: Asked = { sql, answer, fail };
    const others = waiting.get(scope);
    if (others) return void others.push(one);
    const all = [one];
    waiting.set(scope, all);
    setImmediate(() =>
      setImmediate(() => {
        waiting.delete(scope);
        void sendAll(scope, all, send);
      }),
    );
  });
}

async function sendAll(scope: PathRange, all: readonly Asked[], send: Send): Promise<void> {
  try {
    const rows = await send(
      scope,
      all.map(({ sql }) => sql),
    );
    all.forEach(({ answer }, n) => answer(rows[n] ?? []));
  } catch (error) {
    if (all.length === 1 || isUnavailable(error) || isOutOfTime(error)) for (const one of all) one.fail(error);
    else for (const one of all) await sendAll(scope, [one], send);
  }
}
