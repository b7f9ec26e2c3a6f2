import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/env";
import { PrismaClient } from "./generated/client";
import { statementName } from "./statement-names";

/**
 * The two database logins. Neither owns anything; both are bound by row-level security.
 * Nothing outside src/data imports this file: data is reached through withScope().
 */
type Database = { client: PrismaClient; pool: pg.Pool };

const store = globalThis as typeof globalThis & { portalDatabases?: { app: Database; auth: Database } };

function open(connectionString: string, max: number): Database {
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 60_000 });
  // an idle connection that the server ended is replaced by the next borrower
  pool.on("error", () => {});
  const client = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) as string }),
    omit: { userAccount: { passwordHash: true } },
  });
  return { pool, client: client as unknown as PrismaClient };
}

// One pool per login and process, also across the reloads of the development server.
function databases(): { app: Database; auth: Database } {
  store.portalDatabases ??= {
    app: open(env().APP_DATABASE_URL, env().DATABASE_POOL),
    auth: open(env().AUTH_DATABASE_URL, Math.max(2, Math.floor(env().DATABASE_POOL / 2))),
  };
  return store.portalDatabases;
}

/** Login portal_app: everything inside a scope. */
export function appClient(): PrismaClient {
  return databases().app.client;
}

/** The connections of portal_app, for reads in one round trip (one-trip.ts). */
export function appPool(): pg.Pool {
  return databases().app.pool;
}

/** Login portal_auth: accounts, grants, sessions and throttles only. */
export function authClient(): PrismaClient {
  return databases().auth.client;
}

/** The connections of portal_auth. */
export function authPool(): pg.Pool {
  return databases().auth.pool;
}
