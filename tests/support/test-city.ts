import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import { hashPassword } from "@/server/password";

export type TestPerson = { accountId: string; login: string; password: string; grantIds: string[] };
export type TestCity = {
  path: string;
  districtPath: string;
  person: (roles?: readonly [role: string, path: string][]) => Promise<TestPerson>;
};

let count = 0;

/** A city with one district, and people with passwords, written by a login that no policy binds. */
export async function makeCity(owner: pg.Client): Promise<TestCity> {
  const path = `/${randomBytes(4).toString("hex")}/`;
  const districtPath = `${path}${randomBytes(4).toString("hex")}/`;
  const unit = (unitPath: string, parent: string | null, kind: string) =>
    owner.query(
      "INSERT INTO org_unit (id, org_path, city_path, parent_path, code, kind, name, tenant_code) VALUES ($1, $2, $3, $4, $5, $6, $7, 'test')",
      [randomUUID(), unitPath, path, parent, unitPath, kind, `Union ${unitPath}`],
    );
  await unit(path, null, "city");
  await unit(districtPath, path, "district");
  return {
    path,
    districtPath,
    person: async (roles = [["cityReviewer", path]]) => {
      count += 1;
      const person = {
        accountId: randomUUID(),
        login: `person-${count}-${path.slice(1, 9)}`,
        password: `Right password ${randomUUID()}`,
        grantIds: [] as string[],
      };
      await owner.query("INSERT INTO user_account (id, org_path, city_path, login, name, password_hash) VALUES ($1, $2, $3, $4, $5, $6)", [
        person.accountId,
        path,
        path,
        person.login,
        "某某",
        await hashPassword(person.password),
      ]);
      for (const [role, at] of roles) {
        const id = randomUUID();
        await owner.query(
          "INSERT INTO role_grant (id, org_path, city_path, account_id, role, granted_at) VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 second')",
          [id, at, path, person.accountId, role, person.grantIds.length],
        );
        person.grantIds.push(id);
      }
      return person;
    },
  };
}

/** The audit trail of a city, oldest first. */
export async function auditOf(
  owner: pg.Client,
  cityPath: string,
): Promise<{ action: string; entity_id: string; org_path: string; actor_id: string | null; detail: unknown }[]> {
  return (
    await owner.query("SELECT action, entity_id, org_path, actor_id, detail FROM audit_event WHERE city_path = $1 ORDER BY seq", [cityPath])
  ).rows;
}
