import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/env";
import { PrismaClient } from "./generated/client";

/**
 * The two database logins. Neither owns anything; both are bound by row-level security.
 * Nothing outside src/data imports this file: data is reached through withScope().
 */
type Clients = { app: PrismaClient; auth: PrismaClient };

const store = globalThis as typeof globalThis & { portalClients?: Clients };

function open(connectionString: string, max: number): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString, max, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 60_000 }),
    omit: { userAccount: { passwordHash: true } },
  }) as unknown as PrismaClient;
}

// One pool per process, also across the reloads of the development server.
function clients(): Clients {
  store.portalClients ??= {
    app: open(env().APP_DATABASE_URL, env().DATABASE_POOL),
    auth: open(env().AUTH_DATABASE_URL, Math.max(2, Math.floor(env().DATABASE_POOL / 2))),
  };
  return store.portalClients;
}

/** Login portal_app: everything inside a scope. */
export function appClient(): PrismaClient {
  return clients().app;
}

/** Login portal_auth: accounts, grants, sessions and throttles only. */
export function authClient(): PrismaClient {
  return clients().auth;
}
