import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { appliedMigrations } from "@/data/migrations";
import { applyMigrations, readMigrations, schemaDrift } from "../../scripts/support/migrations.mjs";
import { connect } from "../setup/cluster-urls";
import { extraDatabase, testDatabase } from "../setup/database";

const ROOT = path.resolve(import.meta.dirname, "../..");
const scratch = mkdtempSync(path.join(tmpdir(), "portal-migrations-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A checkout with the real schema and migrations, to be changed freely. */
function copyOfProject(name: string): string {
  const root = path.join(scratch, name);
  cpSync(path.join(ROOT, "prisma"), path.join(root, "prisma"), { recursive: true });
  return root;
}

function addMigration(root: string, name: string, sql: string): void {
  mkdirSync(path.join(root, "prisma/migrations", name), { recursive: true });
  writeFileSync(path.join(root, "prisma/migrations", name, "migration.sql"), sql);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = await connect(url);
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

describe("prisma/migrations", () => {
  it("leave nothing between the migrated database and prisma/schema", async () => {
    const { ownerUrl } = await testDatabase();
    expect(await schemaDrift({ root: ROOT, url: ownerUrl })).toBe("");
  });

  it("are seen to drift when the schema gains a column", async () => {
    const root = copyOfProject("drift");
    const file = path.join(root, "prisma/schema/organisation.prisma");
    writeFileSync(file, readFileSync(file, "utf8").replace(/(model OrgUnit \{\n)/, "$1  planted String?\n"));
    const { ownerUrl } = await testDatabase();
    expect(await schemaDrift({ root, url: ownerUrl })).toContain('ADD COLUMN     "planted"');
  });
});

describe("appliedMigrations", () => {
  it("names every migration of the checkout to the web process", async () => {
    expect(await appliedMigrations()).toEqual(readMigrations(ROOT).map(({ name }) => name));
  });
});

describe("applyMigrations", () => {
  it("applies a new one once, function bodies with semicolons included", async () => {
    const { ownerUrl } = await extraDatabase("once");
    const root = copyOfProject("once");
    addMigration(
      root,
      "29990101000000_more",
      "CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ DECLARE x int; BEGIN x := 2; RETURN x; END $$;\nCREATE TABLE planted (id int);",
    );
    expect(await applyMigrations({ root, url: ownerUrl })).toEqual(["29990101000000_more"]);
    expect(await applyMigrations({ root, url: ownerUrl })).toEqual([]);
    expect(await query(ownerUrl, "SELECT two() AS two")).toEqual([{ two: 2 }]);
  });

  it("leaves nothing of a migration that fails, and tries it again when it is mended", async () => {
    const { ownerUrl } = await extraDatabase("fails");
    const root = copyOfProject("fails");
    addMigration(root, "29990101000000_more", "CREATE TABLE planted (id int); SELECT 1/0;");
    await expect(applyMigrations({ root, url: ownerUrl })).rejects.toThrow(/division by zero/);
    expect(await query(ownerUrl, "SELECT to_regclass('planted') AS planted")).toEqual([{ planted: null }]);
    addMigration(root, "29990101000000_more", "CREATE TABLE planted (id int);");
    expect(await applyMigrations({ root, url: ownerUrl })).toEqual(["29990101000000_more"]);
  });

  it("closes the row of the history in the transaction of the migration", async () => {
    const { ownerUrl } = await extraDatabase("closed");
    const root = copyOfProject("closed");
    // so that a kill -9 right after the commit leaves no applied migration with an open row
    await query(
      ownerUrl,
      `CREATE TABLE seen (tx xid8);
       CREATE FUNCTION note_close() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES (pg_current_xact_id()); RETURN NULL; END $$;
       CREATE TRIGGER note_close AFTER UPDATE OF finished_at ON _prisma_migrations FOR EACH ROW WHEN (OLD.finished_at IS NULL) EXECUTE FUNCTION note_close()`,
    );
    addMigration(root, "29990101000000_more", "CREATE TABLE planted AS SELECT pg_current_xact_id() AS tx;");
    await applyMigrations({ root, url: ownerUrl });
    expect(await query(ownerUrl, "SELECT count(*)::int AS together FROM planted JOIN seen USING (tx)")).toEqual([{ together: 1 }]);
  });

  it("refuses a migration that was changed after it had been applied", async () => {
    const { ownerUrl } = await extraDatabase("edited");
    const root = copyOfProject("edited");
    const [first] = readMigrations(root);
    addMigration(root, first!.name, `${first!.sql}\n-- edited`);
    await expect(applyMigrations({ root, url: ownerUrl })).rejects.toThrow(/was changed after it had been applied/);
  });

  it("refuses a database that a newer version has migrated", async () => {
    const { ownerUrl } = await extraDatabase("newer");
    const root = copyOfProject("newer");
    addMigration(root, "29990101000000_more", "SELECT 1;");
    await applyMigrations({ root, url: ownerUrl });
    await expect(applyMigrations({ root: ROOT, url: ownerUrl })).rejects.toThrow(/newer version/);
  });
});
