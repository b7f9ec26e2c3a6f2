import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FENCED_TABLES } from "@/data/fence-tables";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { makeActors, OPERATIONS, ownerSees, runMatrix, type Tally } from "./support/matrix";
import { mutantsOf } from "./support/mutants";
import { storePlans } from "./support/plans";
import { PROBE_SQL } from "./support/probe-sql";
import { type SeededWorld, seedWorld } from "./support/seed";

let superUrl = "";
let admin: pg.Client;
let world: SeededWorld;
const figures = { checks: 0, leaks: 0, overBlocked: 0, mutants: 0, caught: 0 };

const fresh = () => connect(superUrl);

function add(tally: Tally): void {
  figures.checks += tally.checks;
  figures.leaks += tally.findings.filter((finding) => finding.wrong === "leak").length;
  figures.overBlocked += tally.findings.filter((finding) => finding.wrong === "overBlocked").length;
}

beforeAll(async () => {
  superUrl = (await testDatabase()).superUrl;
  admin = await fresh();
  await admin.query(
    "DO $$ BEGIN CREATE ROLE probe_owner NOLOGIN NOSUPERUSER NOBYPASSRLS; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
  );
  await admin.query("GRANT USAGE ON SCHEMA public TO probe_owner");
  world = await seedWorld(admin);
  await admin.query(PROBE_SQL);
  await storePlans(admin, world);
}, 120_000);

afterAll(async () => {
  await admin.end();
  const { checks, leaks, overBlocked, mutants, caught } = figures;
  process.stdout.write(
    `isolation: ${world.tables.length} tables × ${makeActors(world.units).length + 1} actors × ${OPERATIONS.length} operations = ` +
      `${checks} checks, ${leaks} leaks, ${overBlocked} over-blocked; ${caught}/${mutants} mutants caught\n`,
  );
});

describe("the tenant fence", () => {
  it("lists every table of the catalog, and nothing that is not one", () => {
    expect(world.tables.map((table) => table.name).sort()).toEqual(Object.keys(FENCED_TABLES).sort());
  });

  it("has at least one row of every organisation in every table", () => {
    for (const table of world.tables) expect(world.rows[table.name], table.name).toHaveLength(world.units.length);
  });

  it.each(["asGranted", "allGranted"] as const)(
    "lets every actor do what path, reach and may say and nothing else (%s)",
    { timeout: 120_000 },
    async (layer) => {
      const tally = await runMatrix(fresh, { layer, world, tables: world.tables });
      add(tally);
      expect(tally.findings.slice(0, 20)).toEqual([]);
      expect(tally.checks).toBeGreaterThan(world.tables.length * world.units.length * world.units.length);
    },
  );

  it("binds the owner of every table", async () => {
    for (const table of world.tables) {
      const seen = await ownerSees(admin, table.name);
      add({
        checks: 1,
        findings: seen > 0 ? [{ table: table.name, actor: "owner", operation: "list", wrong: "leak", row: `${seen} rows` }] : [],
      });
      expect(seen, table.name).toBe(0);
    }
  });

  it("is proven by a matrix that catches every policy broken on purpose", { timeout: 180_000 }, async () => {
    const missed: string[] = [];
    for (const table of world.tables) {
      for (const mutant of mutantsOf(table.name)) {
        figures.mutants += 1;
        const caught =
          mutant.actor === "owner"
            ? (await ownerSees(admin, table.name, mutant.sql)) > 0
            : (
                await runMatrix(fresh, {
                  layer: mutant.layer,
                  world,
                  tables: [table],
                  before: mutant.sql,
                  first: mutant.first,
                  hasty: true,
                })
              ).findings.some((finding) => finding.wrong === "leak");
        if (caught) figures.caught += 1;
        else missed.push(`${table.name}: ${mutant.name}`);
      }
    }
    expect(missed).toEqual([]);
  });
});
