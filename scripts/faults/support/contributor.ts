import type pg from "pg";
import type { DemoAccount } from "../person";

const ENGAGE = `
  WITH lead AS (
    SELECT l.password_hash, l.org_path AS home, a.org_path, a.city_path FROM application a, user_account l WHERE a.id = $1 AND l.login = $2
  ), helper AS (
    INSERT INTO user_account (id, org_path, city_path, login, name, password_hash)
    SELECT gen_random_uuid(), home, city_path, $3, $4, password_hash FROM lead
    ON CONFLICT (login) DO UPDATE SET name = excluded.name RETURNING id
  )
  INSERT INTO role_grant (id, org_path, city_path, account_id, role)
  SELECT gen_random_uuid(), lead.org_path, lead.city_path, helper.id, 'contributor' FROM lead, helper
  ON CONFLICT (account_id, org_path, role) DO UPDATE SET revoked_at = NULL`;

/**
 * A contributor (填报协助人) in the studio of a demo lead's application: the demo city has none. Signs in with the lead's password.
 * @param database a superuser's connection @param application its id
 */
export async function engageContributor(database: pg.Client, lead: DemoAccount, application: string): Promise<DemoAccount> {
  const account = { ...lead, role: "contributor", name: "协助人甲", login: `${lead.login}-contributor` };
  const { rowCount } = await database.query(ENGAGE, [application, lead.login, account.login, account.name]);
  if (rowCount !== 1) throw new Error(`no application ${application} or no ${lead.login}`);
  return account;
}

/** The role ends; what the person wrote stays. */
export async function dismissContributor(database: pg.Client, { login }: DemoAccount): Promise<void> {
  await database.query(
    "UPDATE role_grant SET revoked_at = now() WHERE account_id = (SELECT id FROM user_account WHERE login = $1) AND revoked_at IS NULL",
    [login],
  );
}
