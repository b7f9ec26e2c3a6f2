import type pg from "pg";
import type { Victim } from "./http-requests";

/** Tables with rows of an organisation, from the catalog; sessions are watched one by one, for theirs is moved by every request. */
async function tablesOfAStudio(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query(
    "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'org_path' AND table_name <> 'user_session' ORDER BY 1",
  );
  return rows.map(({ name }) => name as string);
}

export type Hashes = Record<string, string>;

/** Hash of each table's rows of the studio, of the enterprise's accounts and of the victims' sessions; all: how many cases and organisations there are. */
export async function makeHasher(owner: pg.Client, studio: string, enterprise: string): Promise<(victim: Victim) => Promise<Hashes>> {
  const hash = (from: string) => `coalesce((SELECT md5(string_agg(x::text, '' ORDER BY x::text)) FROM (${from}) x), '-')`;
  const parts = (await tablesOfAStudio(owner)).map((table) => [table, hash(`SELECT t.* FROM "${table}" t WHERE org_path = $1`)] as const);
  for (const table of ["user_account", "role_grant", "list_preference"])
    parts.push([`${table} of the enterprise`, hash(`SELECT t.* FROM "${table}" t WHERE org_path = $2`)]);
  parts.push([
    "user_session",
    hash("SELECT id, account_id, grant_id, org_path, token_hash, revoked_at, expires_at FROM user_session WHERE id = ANY($3::uuid[])"),
  ]);
  parts.push(["all", "(SELECT count(*) FROM application) || ' ' || (SELECT count(*) FROM org_unit)"]);
  const sql = `SELECT jsonb_build_object(${parts.map(([name, value]) => `'${name}', ${value}`).join(", ")}) AS hashes`;
  return async (victim) => {
    const sessions = [victim.studio.session, victim.enterprise.session];
    return (await owner.query(sql, [studio, enterprise, sessions])).rows[0].hashes;
  };
}

/** The tables that are not as they were; `all` only for who may not make anything of their own. */
export function changed(before: Hashes, after: Hashes, makesOwn: boolean): string[] {
  return Object.keys(after).filter((table) => before[table] !== after[table] && !(table === "all" && makesOwn));
}
