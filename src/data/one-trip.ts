import "server-only";
import pg from "pg";
import type { Prisma } from "./generated/client";
import { hasPreparedTooMany, statementName } from "./statement-names";

/** The parts of pg's connection that a query of its own speaks to. */
type Wire = {
  stream: { cork: () => void; uncork: () => void };
  /** by name the text of what this connection has prepared; pg keeps it for its own queries */
  parsedStatements: Record<string, string>;
  parse: (message: { text: string; name?: string }) => void;
  bind: (message: { values: readonly (string | null)[]; statement?: string }) => void;
  describe: (message: { type: "P"; name: string }) => void;
  execute: (message: object) => void;
  sync: () => void;
};
type Field = { name: string; dataTypeID: number };
export type Row = Record<string, unknown>;

/**
 * Several statements in one message to PostgreSQL and one answer back, instead of a round trip each for BEGIN, the scope, every
 * statement and COMMIT. Between two Syncs the server runs them as one transaction: what set_config(…, true) sets in the first holds
 * for the others and ends with the last, and an error undoes them all (PostgreSQL, “Extended Query”, implicit transactions).
 */
class OneTrip {
  private readonly messages: readonly { text: string; name: string | undefined; values: (string | null)[] }[];
  private wire: Wire | null = null;
  private readonly prepares = new Map<string, string>();
  private readonly settled: (error: unknown, rows: Row[][]) => void;
  private readonly rows: Row[][] = [[]];
  private fields: readonly { name: string; parse: (text: string) => unknown }[] = [];
  private failed: unknown = null;

  constructor(statements: readonly Prisma.Sql[], settled: (error: unknown, rows: Row[][]) => void) {
    // before anything is sent: a value that cannot be written must not leave half a message behind
    this.messages = statements.map(({ text, values }) => ({ text, name: statementName(text), values: values.map(written) }));
    this.settled = settled;
  }

  submit(wire: Wire): Error | null {
    this.wire = wire;
    wire.stream.cork();
    for (const { text, name, values } of this.messages) {
      if (name === undefined) wire.parse({ text });
      else if (wire.parsedStatements[name] === undefined && !this.prepares.has(name)) {
        this.prepares.set(name, text);
        wire.parse({ text, name });
      }
      wire.bind(name === undefined ? { values } : { values, statement: name });
      wire.describe({ type: "P", name: "" });
      wire.execute({});
    }
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.fields = fields.map(({ name, dataTypeID }) => ({ name, parse: PARSERS[dataTypeID] ?? String }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const row: Row = {};
    this.fields.forEach(({ name, parse }, n) => {
      const text = fields[n] ?? null;
      row[name] = text === null ? null : parse(text);
    });
    this.rows.at(-1)?.push(row);
  }

  handleCommandComplete(): void {
    this.rows.push([]);
  }

  handleError(error: unknown): void {
    this.failed ??= error;
    this.settled(this.failed, []);
  }

  handleReadyForQuery(): void {
    if (this.failed) return;
    for (const [name, text] of this.prepares) if (this.wire) this.wire.parsedStatements[name] = text;
    this.settled(null, this.rows.slice(0, this.messages.length));
  }

  /** Whether the connection may now hold a prepared statement that nobody knows of: one that failed may have been prepared before. */
  get leftUnknown(): boolean {
    return this.failed !== null && this.prepares.size > 0;
  }

  /** Whether the connection has prepared so much by now that it is time for a new one. */
  get leftFull(): boolean {
    return this.wire !== null && hasPreparedTooMany(this.wire.parsedStatements);
  }

  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}

// text[], and uuid[] alike; the types of pg name no arrays
const arrayOfTexts = pg.types.getTypeParser(1009 as never) as (text: string) => unknown;

/** The types that our columns have. Numbers beyond 2^53 and days stay text; another type is text as PostgreSQL writes it. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === "t",
  21: Number,
  23: Number,
  114: (text) => JSON.parse(text) as unknown,
  700: Number,
  701: Number,
  1009: arrayOfTexts,
  1015: arrayOfTexts,
  2951: arrayOfTexts,
  1184: pg.types.getTypeParser(1184),
  3802: (text) => JSON.parse(text) as unknown,
};

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(element).join(",")}}`;
  throw new TypeError(`no value of a statement: ${typeof value}`);
}

/** One value of an array: always in quotes, so that the text NULL stays a text; NULL itself is the one word without them. */
function element(value: unknown): string {
  const text = written(value);
  if (text === null || Array.isArray(value)) return text ?? "NULL";
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

type Statements = readonly Prisma.Sql[];

/** Connections that go when they are given back. */
const spoilt = new WeakSet<pg.PoolClient>();

/** What a prepared statement answers that the connection has lost, or that no longer fits its table: it would answer so for ever. */
const LOST_STATEMENT = ["26000", "42P05", "0A000"];

/** From now on the connection is thrown away when it is given back. */
export function spoil(client: pg.PoolClient): void {
  spoilt.add(client);
}

/** Sends the statements in one message and gives the rows of each. */
export function send(client: pg.PoolClient, statements: Statements): Promise<Row[][]> {
  return new Promise((resolve, reject) => {
    const trip: OneTrip = new OneTrip(statements, (error, rows) => {
      if (trip.leftUnknown || trip.leftFull || (error instanceof pg.DatabaseError && LOST_STATEMENT.includes(error.code ?? "")))
        spoil(client);
      if (error) reject(error as Error);
      else resolve(rows);
    });
    client.query(trip as never);
  });
}

/** Lends a connection out; one that failed as a connection is thrown away. */
export async function borrow<T>(pool: pg.Pool, fn: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let dead = false;
  // a connection that dies tells its query and, beside that, whoever listens; with no listener it would end the process
  const heard = () => (dead = true);
  client.on("error", heard);
  try {
    return await fn(client);
  } catch (error) {
    dead ||= error instanceof pg.DatabaseError && error.severity !== "ERROR";
    throw error;
  } finally {
    client.off("error", heard);
    client.release(dead || spoilt.has(client));
  }
}

/** Runs the statements as one transaction in one round trip, and gives the rows of each. Errors are those of pg. */
export function oneTrip(pool: pg.Pool, statements: Statements): Promise<Row[][]> {
  return borrow(pool, (client) => send(client, statements));
}
