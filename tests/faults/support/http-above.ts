import type pg from "pg";

/** The names of the union's people in the case: unions read them, the applicant does not. */
export const REVIEWER = "Zeisigname";

/**
 * The second victim: the enterprise above the studio. Its reviewers' sign-in names, phones, devices and columns are their own; what it
 * was told is its people's; its name is known to whoever is above or below it.
 */
const PRIVATE = "Girlitz";
const TOLD = "Goldammer";
const UNION = "Stieglitz";
const MOBILE = "1997776";

/** What is looked for, by whose it is. */
export const ABOVE = {
  private: new RegExp(`${PRIVATE}|${MOBILE}\\d{4}`, "i"),
  told: new RegExp(TOLD),
  union: new RegExp(UNION),
} as const;

/** Columns of the enterprise's rows with a canary. Its reviewers' names are planted with the case. */
const COLUMNS = [
  ["user_account", "login", PRIVATE],
  ["user_account", "name", REVIEWER],
  ["user_account", "mobile", MOBILE],
  ["user_session", "device", PRIVATE],
  ["list_preference", "columns", PRIVATE],
  ["org_unit", "profile", PRIVATE],
  ["org_unit", "name", UNION],
  ["org_unit", "short_name", UNION],
] as const;

export type Above = { path: string; accounts: readonly string[] };

/** Writes the canaries where they do not stand yet; phones stay different, for equal ones would be one person. */
export async function plantAbove(owner: pg.Client, { path, accounts }: Above): Promise<void> {
  const mine = `account_id = ANY('{${accounts.join()}}')`;
  const statements = [
    `UPDATE user_account SET login = lower('${PRIVATE}-') || left(id::text, 8), mobile = '${MOBILE}' || CASE id WHEN '${accounts[0]}' THEN '0001' ELSE '0002' END
     WHERE id = ANY('{${accounts.join()}}') AND login !~* '${PRIVATE}'`,
    `UPDATE user_session SET device = '${PRIVATE}' WHERE ${mine} AND device <> '${PRIVATE}'`,
    `UPDATE org_unit SET name = '${UNION}' || name, short_name = '${UNION}', profile = coalesce(profile, '{}') || '{"note": "${PRIVATE}"}'
     WHERE org_path = '${path}' AND name !~ '${UNION}'`,
    `INSERT INTO list_preference (id, org_path, city_path, account_id, list, columns, updated_at)
     SELECT gen_random_uuid(), org_path, city_path, id, 'members', ARRAY['${PRIVATE}'], now() FROM user_account WHERE id = ANY('{${accounts.join()}}') ON CONFLICT DO NOTHING`,
    `UPDATE notice SET params = params || '{"studio": "${TOLD}"}' WHERE recipient_path = '${path}' AND params ->> 'studio' IS DISTINCT FROM '${TOLD}'`,
  ];
  await owner.query(["BEGIN", "SET LOCAL session_replication_role = replica", ...statements, "COMMIT"].join(";\n"));
}

/** Of the enterprise's columns those without their canary; and whether nothing that it was told carries one. */
export async function silentAbove(owner: pg.Client, { path }: Above): Promise<string[]> {
  const silent: string[] = [];
  for (const [table, column, canary] of COLUMNS) {
    const { rowCount } = await owner.query(`SELECT FROM "${table}" WHERE org_path = $1 AND "${column}"::text ~* $2 LIMIT 1`, [
      path,
      canary,
    ]);
    if (rowCount === 0) silent.push(`${table}.${column}`);
  }
  const told = await owner.query("SELECT FROM notice WHERE recipient_path = $1 AND params::text ~ $2 LIMIT 1", [path, TOLD]);
  return told.rowCount === 0 ? [...silent, "notice.params"] : silent;
}

export const COLUMNS_ABOVE = COLUMNS.length + 1;
