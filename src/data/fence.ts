import "server-only";
import { FENCED_TABLES, type FencedTable, GLOBAL_TABLES } from "./fence-tables";
import type { PrismaClient } from "./generated/client";
import { appClient } from "./prisma";

type TableRow = { name: string; secured: boolean; forced: boolean; policies: string[]; owned: boolean; verbs: string[] };

const SIGN_IN_TABLES: readonly string[] = ["user_account", "role_grant", "user_session", "sign_in_throttle", "org_unit", "audit_event"];
/** What the chain, the numbers, the search and the same-person rule look at beyond a scope. */
const KEEPER_TABLES: readonly string[] = [
  "audit_event",
  "audit_head",
  "number_sequence",
  "application",
  "application_criterion",
  "submission",
  "decision",
  "role_grant",
  "user_account",
];

/** The policies a table should have, "name:role": no more, since a further one only widens what is seen. */
function expectedPolicies(name: string, { reach }: FencedTable): string[] {
  return [
    ...(reach === "signIn" ? [] : ["scope:portal_app"]),
    ...(reach === "published" ? ["published:portal_app"] : []),
    ...(SIGN_IN_TABLES.includes(name) ? ["sign_in:portal_auth"] : []),
    ...(KEEPER_TABLES.includes(name) ? ["keeper:portal_keeper"] : []),
    ...(name === "application" ? ["keeper_notes:portal_keeper"] : []),
  ].sort();
}

/**
 * Problems of the fence as the web process sees it; empty when it is whole. Checked before the first request:
 * the login is no superuser, bypasses nothing and owns nothing; every table is listed, secured and forced, has
 * exactly its policies and grants exactly what it may; no table shows a row without a scope.
 */
export async function fenceProblems(client: PrismaClient = appClient()): Promise<string[]> {
  const problems: string[] = [];
  const [login] = await client.$queryRaw<{ name: string; powerful: boolean }[]>`
    SELECT rolname AS name, (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb) AS powerful FROM pg_roles WHERE rolname = current_user`;
  if (!login || login.powerful) problems.push(`login ${login?.name ?? "?"} has rights beyond a tenant's`);
  const tables = await client.$queryRaw<TableRow[]>`
    SELECT c.relname AS name, c.relrowsecurity AS secured, c.relforcerowsecurity AS forced, pg_get_userbyid(c.relowner) = current_user AS owned,
           ARRAY(SELECT p.polname || ':' || coalesce((SELECT string_agg(r.rolname, ',') FROM pg_roles r WHERE r.oid = ANY (p.polroles)), 'PUBLIC')
                 FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY 1)::text[] AS policies,
           ARRAY(SELECT v FROM unnest(ARRAY['select', 'insert', 'update', 'delete', 'truncate']) v
                 WHERE has_table_privilege(c.oid, v) OR (v NOT IN ('delete', 'truncate') AND has_any_column_privilege(c.oid, v))) AS verbs
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')`;
  const names = new Set(tables.map((t) => t.name));
  for (const listed of Object.keys(FENCED_TABLES)) if (!names.has(listed)) problems.push(`table ${listed} is missing`);
  for (const table of tables) {
    if ((GLOBAL_TABLES as readonly string[]).includes(table.name)) continue;
    const listed = (FENCED_TABLES as Record<string, FencedTable | undefined>)[table.name];
    if (!listed) problems.push(`table ${table.name} is not in the list of fenced tables`);
    if (!table.secured || !table.forced) problems.push(`table ${table.name} has no forced row-level security`);
    if (listed && table.policies.toSorted().join() !== expectedPolicies(table.name, listed).join()) {
      problems.push(`table ${table.name} has the policies ${table.policies.join(", ") || "none"}`);
    }
    if (listed && table.verbs.toSorted().join() !== [...listed.may].sort().join()) {
      problems.push(`table ${table.name} lets the web process ${table.verbs.join(", ") || "nothing"}`);
    }
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
