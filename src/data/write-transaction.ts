import "server-only";
import type pg from "pg";
import { Prisma } from "./generated/client";
import { borrow, type Row, send, spoil } from "./one-trip";

type Statements = readonly Prisma.Sql[];

/**
 * How a transaction ends: statements that travel in one message with COMMIT, and what their rows mean. Locks that everybody wants
 * (numbers of a city, the head of its audit chain) are taken there, and held for no longer than the database needs.
 */
export type Ending<T> = { last: Statements; answer: (rows: Row[][]) => T };

/** An ending that writes nothing more. */
export function answered<T>(value: T): Ending<T> {
  return { last: [], answer: () => value };
}

const [BEGIN, COMMIT, ROLLBACK] = ["BEGIN", "COMMIT", "ROLLBACK"].map((word) => Prisma.raw(word)) as [Prisma.Sql, Prisma.Sql, Prisma.Sql];
/** COMMIT of a transaction that an error has ended says ROLLBACK and fails not: asked in the message of COMMIT, this fails there. */
const WHOLE = Prisma.sql`SELECT 1 AS whole`;

/**
 * A transaction that writes: it begins, with its settings, in the message of its first statements and ends in the message of its
 * last. Statements stand under the settings or are not sent. Errors are those of pg; any of them, and any of fn, undoes everything.
 */
export function writeTransaction<T>(
  pool: pg.Pool,
  settings: Prisma.Sql,
  fn: (ask: (statements: Statements) => Promise<Row[][]>) => Promise<Ending<T>>,
): Promise<T> {
  return borrow(pool, async (client) => {
    let begun = false;
    let over = false;
    const ask = async (statements: Statements, end: Statements = []): Promise<Row[][]> => {
      const start = begun ? [] : [BEGIN, settings];
      begun = true;
      const rows = await send(client, [...start, ...statements, ...end]);
      return rows.slice(start.length, start.length + statements.length);
    };
    try {
      const { last, answer } = await fn(async (statements) => {
        // the connection is somebody else's by then, and so is the scope
        if (over) throw new Error("the transaction is over");
        return ask(statements);
      });
      over = true;
      const rows = begun || last.length > 0 ? await ask(last, [WHOLE, COMMIT]) : [];
      return answer(rows);
    } catch (error) {
      over = true;
      // what went wrong first is what counts; a connection that could not be rolled back serves nobody else
      if (begun) await send(client, [ROLLBACK]).catch(() => spoil(client));
      throw error;
    }
  });
}
