import { inject } from "vitest";
import { derive } from "../../scripts/support/database-logins.mjs";
import { connect, databaseUrl, OWNER, SECRET, TEMPLATE } from "./cluster-urls";

/**
 * appUrl: login portal_app (bound by every policy); authUrl: login portal_auth; ownerUrl: the owner of the tables, who bypasses
 * row-level security and is no superuser; superUrl: the superuser of the test cluster, for what only it may do.
 */
export type TestDatabase = { name: string; appUrl: string; authUrl: string; ownerUrl: string; superUrl: string };

let mine: Promise<TestDatabase> | undefined;

/** The database of this test file: a fresh copy of the migrated template, one a worker at a time. Asking again gives the same one. */
export function testDatabase(): Promise<TestDatabase> {
  mine ??= copyTemplate(`portal_worker_${process.env["VITEST_POOL_ID"] ?? "0"}`);
  return mine;
}

/** Another copy beside it, for a test that breaks its database on purpose. */
export function extraDatabase(name: string): Promise<TestDatabase> {
  return copyTemplate(`portal_extra_${process.env["VITEST_POOL_ID"] ?? "0"}_${name}`);
}

async function copyTemplate(name: string): Promise<TestDatabase> {
  const { port } = inject("cluster");
  const superuser = await connect(databaseUrl({ port, user: "portal_superuser", database: "postgres" }));
  try {
    await superuser.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await superuser.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY OWNER ${OWNER}`);
  } finally {
    await superuser.end();
  }
  const login = (user: string) => databaseUrl({ port, user, database: name, password: derive(SECRET, `database-login/${user}`) });
  return {
    name,
    appUrl: login("portal_app"),
    authUrl: login("portal_auth"),
    ownerUrl: databaseUrl({ port, user: OWNER, database: name }),
    superUrl: databaseUrl({ port, user: "portal_superuser", database: name }),
  };
}
