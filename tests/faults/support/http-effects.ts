import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
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

/** Every file under DATA_DIR, by name, size and moment: bytes without a row are an effect, too. */
function filesUnder(folder: string): string {
  const seen = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const file = path.join(entry.parentPath, entry.name);
    const { size, mtimeMs } = statSync(file);
    return [`${file} ${size} ${mtimeMs}`];
  });
  return createHash("md5").update(seen.toSorted().join("\n")).digest("hex");
}

/**
 * Hash of each table's rows of the studio, of the enterprise's accounts, columns and own row, of the victims' sessions and of all that
 * act as them, and of the files; all: how many cases and organisations there are.
 */
export async function makeHasher(owner: pg.Client, studio: string, enterprise: string): Promise<(victim: Victim) => Promise<Hashes>> {
  const hash = (from: string) => `coalesce((SELECT md5(string_agg(x::text, '' ORDER BY x::text)) FROM (${from}) x), '-')`;
  const parts = (await tablesOfAStudio(owner)).map((table) => [table, hash(`SELECT t.* FROM "${table}" t WHERE org_path = $1`)] as const);
  for (const table of ["user_account", "role_grant", "list_preference", "org_unit"])
    parts.push([`${table} of the enterprise`, hash(`SELECT t.* FROM "${table}" t WHERE org_path = $2`)]);
  parts.push([
    "user_session",
    hash(
      "SELECT id, account_id, grant_id, org_path, token_hash, revoked_at, expires_at FROM user_session WHERE id = ANY($3::uuid[]) OR grant_id = ANY($4::uuid[])",
    ),
  ]);
  parts.push(["all", "(SELECT count(*) FROM application) || ' ' || (SELECT count(*) FROM org_unit)"]);
  const sql = `SELECT jsonb_build_object(${parts.map(([name, value]) => `'${name}', ${value}`).join(", ")}) AS hashes`;
  return async (victim) => {
    const sessions = [victim.studio.session, victim.enterprise.session];
    const grants = [victim.studio.grant, victim.enterprise.grant];
    const { hashes } = (await owner.query(sql, [studio, enterprise, sessions, grants])).rows[0];
    return { ...hashes, files: filesUnder(process.env["DATA_DIR"] ?? "") };
  };
}

/** The tables that are not as they were; `all` only for who may not make anything of their own. */
export function changed(before: Hashes, after: Hashes, makesOwn: boolean): string[] {
  return Object.keys(after).filter((table) => before[table] !== after[table] && !(table === "all" && makesOwn));
}
