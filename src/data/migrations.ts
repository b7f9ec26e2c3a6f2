import "server-only";
import { appClient } from "./prisma";

/** Names of the migrations that the database has completely, in the order of their application. */
export async function appliedMigrations(): Promise<string[]> {
  const rows = await appClient().$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY finished_at`;
  return rows.map((row) => row.name);
}
