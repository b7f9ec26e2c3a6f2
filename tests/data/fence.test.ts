import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fenceProblems } from "@/data/fence";
import { PrismaClient } from "@/data/generated/client";
import { connect } from "../setup/cluster-urls";
import { extraDatabase, type TestDatabase } from "../setup/database";

/** Holes in the fence, made by a superuser, mended again; each must be named. */
const HOLES: { hole: string; make: string; mend: string; says: RegExp }[] = [
  {
    hole: "a table that is not listed",
    make: "CREATE TABLE stray (id int, org_path text)",
    mend: "DROP TABLE stray",
    says: /table stray is not in the list/,
  },
  {
    hole: "a view, which runs with its owner's rights",
    make: "CREATE VIEW peek AS SELECT * FROM application",
    mend: "DROP VIEW peek",
    says: /table peek is not in the list/,
  },
  {
    hole: "a listed table that is not there",
    make: "ALTER TABLE notice RENAME TO notices",
    mend: "ALTER TABLE notices RENAME TO notice",
    says: /table notice is missing/,
  },
  {
    hole: "row-level security switched off",
    make: "ALTER TABLE decision DISABLE ROW LEVEL SECURITY",
    mend: "ALTER TABLE decision ENABLE ROW LEVEL SECURITY",
    says: /table decision has no forced row-level security/,
  },
  {
    hole: "row-level security not forced",
    make: "ALTER TABLE decision NO FORCE ROW LEVEL SECURITY",
    mend: "ALTER TABLE decision FORCE ROW LEVEL SECURITY",
    says: /table decision has no forced row-level security/,
  },
  {
    hole: "a policy too many",
    make: "CREATE POLICY extra ON attachment FOR SELECT TO portal_app USING (true)",
    mend: "DROP POLICY extra ON attachment",
    says: /table attachment has the policies .*extra:portal_app/,
  },
  {
    hole: "a policy for everybody",
    make: "ALTER POLICY sign_in ON user_session TO PUBLIC",
    mend: "ALTER POLICY sign_in ON user_session TO portal_auth",
    says: /table user_session has the policies sign_in:PUBLIC/,
  },
  {
    hole: "a policy missing",
    make: "ALTER POLICY scope ON return_item RENAME TO other",
    mend: "ALTER POLICY other ON return_item RENAME TO scope",
    says: /table return_item has the policies other:portal_app/,
  },
  {
    hole: "a grant too many",
    make: "GRANT DELETE ON decision TO portal_app",
    mend: "REVOKE DELETE ON decision FROM portal_app",
    says: /table decision lets the web process select, insert, update, delete/,
  },
  {
    hole: "a grant of one column too many",
    make: "GRANT UPDATE (hash) ON audit_event TO portal_app",
    mend: "REVOKE UPDATE (hash) ON audit_event FROM portal_app",
    says: /table audit_event lets the web process select, insert, update/,
  },
  {
    hole: "a grant missing",
    make: "REVOKE SELECT ON batch FROM portal_app",
    mend: "GRANT SELECT ON batch TO portal_app",
    says: /table batch lets the web process insert, update/,
  },
  {
    hole: "a policy that opens without a scope",
    make: "ALTER POLICY scope ON org_unit USING (coalesce(org_path >= current_setting('app.lo', true), true))",
    mend: "ALTER POLICY scope ON org_unit USING (org_path >= nullif(current_setting('app.lo', true), '') AND org_path < nullif(current_setting('app.hi', true), ''))",
    says: /table org_unit shows rows without a scope/,
  },
  {
    hole: "a table owned by the web process",
    make: "GRANT CREATE ON SCHEMA public TO portal_app; ALTER TABLE notice OWNER TO portal_app",
    mend: "ALTER TABLE notice OWNER TO portal_owner; REVOKE CREATE ON SCHEMA public FROM portal_app; GRANT SELECT, INSERT, UPDATE (read_at, read_by) ON notice TO portal_app",
    says: /table notice is owned by the web process/,
  },
];

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await extraDatabase("fence");
  admin = await connect(database.superUrl);
  await admin.query(
    "INSERT INTO org_unit (id, org_path, city_path, code, kind, name) VALUES (gen_random_uuid(), '/00000001/', '/00000001/', 'A', 'city', 'A')",
  );
});
afterAll(() => admin.end());

async function problemsSeenBy(url: string): Promise<string[]> {
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 1 }) }) as unknown as PrismaClient;
  try {
    return await fenceProblems(client);
  } finally {
    await client.$disconnect();
  }
}

describe("fenceProblems", () => {
  it("has nothing to say about a migrated database", async () => {
    expect(await problemsSeenBy(database.appUrl)).toEqual([]);
  });

  it.each(HOLES)("names $hole", async ({ make, mend, says }) => {
    await admin.query(make);
    try {
      expect((await problemsSeenBy(database.appUrl)).join("\n")).toMatch(says);
    } finally {
      await admin.query(mend);
    }
    expect(await problemsSeenBy(database.appUrl)).toEqual([]);
  });

  it("names a login with rights beyond a tenant's", async () => {
    expect((await problemsSeenBy(database.superUrl)).join("\n")).toMatch(/login portal_superuser has rights beyond/);
    expect((await problemsSeenBy(database.ownerUrl)).join("\n")).toMatch(/login portal_owner has rights beyond/);
  });
});
