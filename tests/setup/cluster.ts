import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { ensureServerLogins } from "../../scripts/support/database-logins.mjs";
import { startPostgres } from "../../scripts/support/embedded-postgres.mjs";
import { applyMigrations } from "../../scripts/support/migrations.mjs";
import { removeDatabaseOf } from "../../scripts/support/postgres-home.mjs";
import { connect, databaseUrl, OWNER, PASSWORD, SECRET, TEMPLATE, type TestCluster } from "./cluster-urls";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Tests throw their databases away: what a power cut would lose is nobody's loss. */
const FAST = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

declare module "vitest" {
  export interface ProvidedContext {
    cluster: TestCluster;
  }
}

/** One PostgreSQL for the run, with one migrated database that the workers copy. */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "portal-test-"));
  const server = await startPostgres({ root: ROOT, dataDir, password: PASSWORD, settings: FAST });
  const superuser = await connect(databaseUrl({ port: server.port, user: "portal_superuser", database: "postgres" }));
  await superuser.query(`CREATE ROLE ${OWNER} LOGIN CREATEROLE BYPASSRLS NOSUPERUSER PASSWORD '${PASSWORD}'`);
  await superuser.query(`CREATE DATABASE ${TEMPLATE} OWNER ${OWNER}`);
  await superuser.end();
  const url = databaseUrl({ port: server.port, user: OWNER, database: TEMPLATE });
  await applyMigrations({ root: ROOT, url });
  await ensureServerLogins({ url, secret: SECRET });
  project.provide("cluster", { port: server.port, log: path.join(dataDir, "postgres.log") });
  return async () => {
    await server.stop();
    removeDatabaseOf(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
}
