import "server-only";
import { FENCED_TABLES, GLOBAL_TABLES } from "./fence-tables";
import type { PrismaClient } from "./generated/client";
import { appClient } from "./prisma";

type TableRow = { name: string; secured: boolean; forced: boolean; policies: number; owned: boolean };

/**
 * Problems of the fence as the web process sees it; empty when it is whole. Checked before the first request:
 * the login is no superuser, bypasses nothing and owns nothing; every table is listed, secured and forced;
 * no table shows a row without a scope.
 */
export async function fenceProblems(client: PrismaClient = appClient()): Promise<string[]> {
  const problems: string[] = [];
  const [login] = await client.$queryRaw<{ name: string; powerful: boolean }[]>`
    SELECT rolname AS name, (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb) AS powerful FROM pg_roles WHERE rolname = current_user`;
  if (!login || login.powerful) problems.push(`login ${login?.name ?? "?"} has rights beyond a tenant's`);
  const tables = await client.$queryRaw<TableRow[]>`
    SELECT c.relname AS name, c.relrowsecurity AS secured, c.relforcerowsecurity AS forced, pg_get_userbyid(c.relowner) = current_user AS owned,
           (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')`;
  const names = new Set(tables.map((t) => t.name));
  for (const listed of Object.keys(FENCED_TABLES)) if (!names.has(listed)) problems.push(`table ${listed} is missing`);
  for (const table of tables) {
    if ((GLOBAL_TABLES as readonly string[]).includes(table.name)) continue;
    if (!Object.hasOwn(FENCED_TABLES, table.name)) problems.push(`table ${table.name} is not in the list of fenced tables`);
    if (!table.secured || !table.forced) problems.push(`table ${table.name} has no forced row-level security`);
    if (table.policies === 0) problems.push(`table ${table.name} has no policy`);
    if (table.owned) problems.push(`table ${table.name} is owned by the web process`);
  }
  if (problems.length > 0) return problems;
  for (const [name, table] of Object.entries(FENCED_TABLES)) {
    if (table.reach === "signIn") continue;
    // query_to_xml runs a statement built from a catalog name; quote_ident keeps it an identifier
    const [seen] = await client.$queryRaw<{ rows: number }[]>`
      SELECT (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', ${name}::text), false, true, '')))[1]::text::int AS rows`;
    if (seen?.rows !== 0) problems.push(`table ${name} shows rows without a scope`);
  }
  return problems;
}

/** Refuses to serve when the fence is not whole. */
export async function assertFence(): Promise<void> {
  const problems = await fenceProblems();
  if (problems.length > 0) throw new Error(`the tenant fence is not whole: ${problems.join("; ")}`);
}
