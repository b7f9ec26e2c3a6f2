import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Prisma } from "@/data/generated/client";
import { type SeededWorld, seedWorld } from "../isolation/support/seed";
import { type Unit, upperBound } from "../isolation/support/tree";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";

export type OneConnection = {
  /** lends the one connection of portal_app: the next borrower gets what the last one left */
  pool: pg.Pool;
  /** a login that no policy binds, on a connection of its own */
  owner: pg.Client;
  world: SeededWorld;
  close: () => Promise<void>;
};

/** A database with a row in every table for every organisation, and a pool of one connection to it; a borrower waits five seconds. */
export async function openOneConnection(): Promise<OneConnection> {
  const urls = await testDatabase();
  const owner = await connect(urls.superUrl);
  const world = await seedWorld(owner);
  const pool = new pg.Pool({ connectionString: urls.appUrl, max: 1, connectionTimeoutMillis: 5_000 });
  // a killed connection that nobody holds
  pool.on("error", () => {});
  return { pool, owner, world, close: async () => void (await Promise.all([pool.end(), owner.end()])) };
}

/** The statement that begins a trip in the unit's scope. */
export function scopeOf(unit: Unit): Prisma.Sql {
  return Prisma.sql`SELECT set_config('app.lo', ${unit.path}, true), set_config('app.hi', ${upperBound(unit.path)}, true)`;
}

/** Statement that killSleeper() ends together with its connection. */
export const SLEEP = Prisma.sql`SELECT pg_sleep(5)`;

/** Ends the connection that sleeps in this database, as soon as it does. */
export async function killSleeper(owner: pg.Client): Promise<void> {
  for (let killed = 0; killed === 0; await sleep(20)) {
    const { rowCount } = await owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'portal_app' AND wait_event = 'PgSleep'",
    );
    killed = rowCount ?? 0;
  }
}
