import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FENCED_TABLES, type FencedTable } from "@/data/fence-tables";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";

/** Everything the sign-in login may do: table.VERB, with columns where it is not the whole table. */
const SIGN_IN_PRIVILEGES = [
  "audit_event.INSERT(action,actor_id,actor_org_path,city_path,detail,entity,entity_id,org_path,role)",
  "org_unit.SELECT",
  "role_grant.SELECT",
  "sign_in_throttle.DELETE",
  "sign_in_throttle.INSERT",
  "sign_in_throttle.SELECT",
  "sign_in_throttle.UPDATE",
  "user_account.SELECT",
  "user_account.UPDATE(locale,must_change_password,password_changed_at,password_hash)",
  "user_session.DELETE",
  "user_session.INSERT",
  "user_session.SELECT",
  "user_session.UPDATE",
];

/** Functions that run with other rights than the caller's, and who may call them. */
const DEFINER_FUNCTIONS = {
  chain_audit_event: "trigger only",
  matching_applications: "portal_app",
  note_acting_of_account: "trigger only",
  note_acting_of_case: "trigger only",
  note_acting_of_grant: "trigger only",
  note_criteria: "trigger only",
  take_application_number: "portal_app",
  taken_lead: "portal_app",
  taken_name: "portal_app",
};

let client: pg.Client;

beforeAll(async () => {
  client = await connect((await testDatabase()).superUrl);
});
afterAll(() => client.end());

async function privilegesOf(role: string): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT p.table_name || '.' || p.privilege_type || CASE WHEN count(*) = (SELECT count(*) FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name = p.table_name)
              THEN '' ELSE '(' || string_agg(p.column_name, ',' ORDER BY p.column_name COLLATE "C") || ')' END AS line
     FROM information_schema.column_privileges p
     WHERE p.grantee = $1 AND p.table_schema = 'public' AND p.table_name <> '_prisma_migrations' GROUP BY p.table_name, p.privilege_type
     UNION ALL
     SELECT table_name || '.' || privilege_type FROM information_schema.table_privileges
     WHERE grantee = $1 AND table_schema = 'public' AND privilege_type IN ('DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER')`,
    [role],
  );
  return rows.map((row) => row.line as string).sort();
}

describe("database privileges", () => {
  it("of portal_auth are exactly the listed ones", async () => {
    expect(await privilegesOf("portal_auth")).toEqual(SIGN_IN_PRIVILEGES);
  });

  it("of portal_app are, table by table, the verbs of FENCED_TABLES", async () => {
    const verbs = new Map<string, Set<string>>();
    for (const line of await privilegesOf("portal_app")) {
      const [table = "", rest = ""] = line.split(".");
      const verb = rest.replace(/\(.*/, "").toLowerCase();
      verbs.set(table, (verbs.get(table) ?? new Set()).add(verb));
    }
    for (const [table, fenced] of Object.entries<FencedTable>(FENCED_TABLES)) {
      expect([...(verbs.get(table) ?? [])].sort(), table).toEqual([...fenced.may].sort());
    }
  });

  it("let portal_app read no password hash and choose no link of the audit chain", async () => {
    const lines = await privilegesOf("portal_app");
    expect(lines.find((line) => line.startsWith("user_account.SELECT"))).not.toContain("password_hash");
    expect(lines.find((line) => line.startsWith("audit_event.INSERT"))).not.toMatch(/\b(seq|prev|hash|at)\b/);
  });

  it("of PUBLIC are none, and the logins own nothing, are in no role and have no power of their own", async () => {
    expect(await privilegesOf("PUBLIC")).toEqual([]);
    const { rows } = await client.query(
      `SELECT rolname, (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit AND false) AS powerful,
              (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned, (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS roles
       FROM pg_roles r WHERE rolname IN ('portal_app', 'portal_auth', 'portal_keeper') ORDER BY 1`,
    );
    expect(rows).toEqual(
      ["portal_app", "portal_auth", "portal_keeper"].map((rolname) => ({ rolname, powerful: false, owned: 0, roles: 0 })),
    );
  });

  it("reach beyond the caller's only through the listed functions, with a fixed search path", async () => {
    const { rows } = await client.query(
      `SELECT p.proname AS name, pg_get_userbyid(p.proowner) AS owner, p.proconfig::text AS config, p.prorettype = 'trigger'::regtype AS is_trigger,
              ARRAY(SELECT coalesce(g.rolname, 'PUBLIC') FROM aclexplode(p.proacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee WHERE coalesce(g.rolname, 'PUBLIC') <> pg_get_userbyid(p.proowner))::text[] AS callers
       FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef ORDER BY 1`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.name, row.is_trigger ? "trigger only" : row.callers.join()]))).toEqual(
      DEFINER_FUNCTIONS,
    );
    for (const row of rows) {
      expect(row.owner, row.name).toBe("portal_keeper");
      expect(row.config, row.name).toContain("search_path=public, pg_temp");
    }
  });
});
