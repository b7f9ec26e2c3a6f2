import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { type SeededWorld, seedWorld } from "./support/seed";
import { type Unit, upperBound } from "./support/tree";

// The one listed exception of the fence: a lead is told that a name is taken in the own city, and nothing more.
let owner: pg.Client;
let app: pg.Client;
let world: SeededWorld;
let own: Unit;
let neighbour: Unit;
let abroad: Unit;

beforeAll(async () => {
  const urls = await testDatabase();
  owner = await connect(urls.superUrl);
  app = await connect(urls.appUrl);
  world = await seedWorld(owner);
  const studios = world.units.filter((unit) => unit.kind === "studio");
  own = studios[0] as Unit;
  neighbour = studios[5] as Unit;
  abroad = studios.find((unit) => unit.cityPath !== own.cityPath) as Unit;
  for (const unit of [neighbour, abroad]) {
    await owner.query(
      "UPDATE application SET status = 'enterpriseReview', studio_name = $2, name_key = $3, lead_key = $3, first_submitted_at = now() WHERE org_path = $1",
      [unit.path, `Studio ${unit.index}`, `key-${unit.index}`],
    );
  }
}, 60_000);
afterAll(() => Promise.all([owner.end(), app.end()]));

async function ask(unit: Unit | null, sql: string, values: unknown[]): Promise<unknown> {
  await app.query("BEGIN");
  try {
    if (unit) await app.query("SELECT set_config('app.lo', $1, true), set_config('app.hi', $2, true)", [unit.path, upperBound(unit.path)]);
    return (await app.query(sql, values)).rows[0];
  } finally {
    await app.query("ROLLBACK");
  }
}

const batchOf = (unit: Unit) => world.rows["application"]?.[unit.index]?.["batch_id"];

describe("taken_name", () => {
  const taken = (unit: Unit | null, other: Unit) => ask(unit, "SELECT * FROM taken_name($1, $2)", [`key-${other.index}`, unit?.path ?? ""]);

  it("answers the name of a live application of the own city, and only the name", async () => {
    expect(await taken(own, neighbour)).toEqual({ taken_name: `Studio ${neighbour.index}` });
  });
  it("answers nothing about another city, about a draft, or without a scope", async () => {
    expect(await taken(own, abroad)).toEqual({ taken_name: null });
    expect(await ask(own, "SELECT taken_name('', $1)", [own.path])).toEqual({ taken_name: null });
    expect(await taken(null, neighbour)).toEqual({ taken_name: null });
  });
});

describe("taken_lead", () => {
  const taken = (unit: Unit | null, other: Unit) =>
    ask(unit, "SELECT * FROM taken_lead($1, $2, $3)", [batchOf(other), `key-${other.index}`, unit?.path ?? ""]);

  it("answers the name of a live application of the same lead in the own city, and only the name", async () => {
    expect(await taken(own, neighbour)).toEqual({ taken_lead: `Studio ${neighbour.index}` });
  });
  it("answers nothing about another city or without a scope", async () => {
    expect(await taken(own, abroad)).toEqual({ taken_lead: null });
    expect(await taken(null, neighbour)).toEqual({ taken_lead: null });
  });
});

describe("matching_applications", () => {
  let small = 0;
  const find = async (unit: Unit | null, other: Unit) => {
    await owner.query("UPDATE application SET search_text = $2 WHERE org_path = $1", [other.path, `canary-${other.index}`]);
    return ask(unit, "SELECT cardinality(matching_applications(ARRAY['can'], ARRAY[$1], NULL, 10, $2, 100)) AS n", [
      `%canary-${other.index}%`,
      small,
    ]);
  };

  it.each([0, 2000])("answers only inside the caller's scope, and nothing without one (small scope: %i)", async (rows) => {
    small = rows;
    expect(await find(neighbour, neighbour)).toEqual({ n: 1 });
    expect(await find(own, neighbour)).toEqual({ n: 0 });
    expect(await find(own, abroad)).toEqual({ n: 0 });
    expect(await find(null, neighbour)).toEqual({ n: 0 });
    const city = world.units.find((unit) => unit.path === neighbour.cityPath) as Unit;
    expect(await find(city, neighbour)).toEqual({ n: 1 });
    expect(await find(city, abroad)).toEqual({ n: 0 });
  });

  it("sees nothing with half a scope", async () => {
    for (const [name, value] of [
      ["app.hi", "~"],
      ["app.lo", "/"],
    ]) {
      await app.query("BEGIN");
      await app.query("SELECT set_config($1, $2, true)", [name, value]);
      expect((await app.query("SELECT matching_applications(ARRAY['can'], '{}', NULL, 10, 0, 100) AS ids")).rows).toEqual([{ ids: [] }]);
      await app.query("ROLLBACK");
    }
  });
});

describe("take_application_number", () => {
  it("moves the sequence of the own city alone", async () => {
    const sequences = async () => (await owner.query("SELECT org_path, year, last FROM number_sequence ORDER BY 1, 2")).rows;
    const before = await sequences();
    await app.query("BEGIN");
    await app.query("SELECT set_config('app.lo', $1, true), set_config('app.hi', $2, true)", [own.path, upperBound(own.path)]);
    expect((await app.query("SELECT take_application_number(2031) AS n")).rows[0].n).toBe(1);
    expect((await app.query("SELECT take_application_number(2031) AS n")).rows[0].n).toBe(2);
    await app.query("COMMIT");
    const after = await sequences();
    expect(after.filter((row) => !before.some((old) => JSON.stringify(old) === JSON.stringify(row)))).toEqual([
      { org_path: own.cityPath, year: 2031, last: 2 },
    ]);
    expect(after).toHaveLength(before.length + 1);
  });
  it("is refused without a scope", async () => {
    await expect(ask(null, "SELECT take_application_number(2031)", [])).rejects.toMatchObject({ code: "42501" });
  });
});
