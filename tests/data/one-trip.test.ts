import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Prisma } from "@/data/generated/client";
import { oneTrip } from "@/data/one-trip";
import type { SeededWorld } from "../isolation/support/seed";
import type { Unit } from "../isolation/support/tree";
import { killSleeper, type OneConnection, openOneConnection, scopeOf, SLEEP } from "../support/one-connection";

let pool: pg.Pool;
let owner: pg.Client;
let world: SeededWorld;
let close: OneConnection["close"];

beforeAll(async () => void ({ pool, owner, world, close } = await openOneConnection()));
afterAll(() => close());

const seen = Prisma.sql`SELECT count(*)::int AS n FROM application`;
const values = (value: unknown, type: string) => Prisma.sql`SELECT ${value}::text AS given, ${Prisma.raw(type)} AS made`;

describe("oneTrip", () => {
  it("gives the rows of every statement, in their order", async () => {
    expect(
      await oneTrip(pool, [Prisma.sql`SELECT 1 AS a`, Prisma.sql`SELECT 2 AS b UNION ALL SELECT 3`, Prisma.sql`SELECT 4 WHERE false`]),
    ).toEqual([[{ a: 1 }], [{ b: 2 }, { b: 3 }], []]);
  });

  it("reads the types of our columns", async () => {
    const [rows] = await oneTrip(pool, [
      Prisma.sql`SELECT 7::int AS int, true AS yes, NULL::int AS none, '{"a":[1]}'::jsonb AS json, ARRAY['甲','"乙,'] AS list,
        '2026-05-18T10:00:00.123+08'::timestamptz AS at, '2026-05-18'::date AS day, 1.50::numeric AS exact, 9007199254740993::bigint AS big,
        'a'::varchar AS text, ARRAY['0190f0b0-0000-7000-8000-000000000001'::uuid] AS ids`,
    ]);
    expect(rows?.[0]).toEqual({
      int: 7,
      yes: true,
      none: null,
      json: { a: [1] },
      list: ["甲", '"乙,'],
      at: new Date("2026-05-18T02:00:00.123Z"),
      day: "2026-05-18",
      exact: "1.50",
      big: "9007199254740993",
      text: "a",
      ids: ["0190f0b0-0000-7000-8000-000000000001"],
    });
  });

  it("prepares a statement that comes often, once a connection, and answers by its values", async () => {
    const ask = (n: number) => oneTrip(pool, [Prisma.sql`SELECT 1`, Prisma.sql`SELECT ${n}::int AS n, 'steady' AS word`]);
    for (let n = 0; n < 9; n++) expect((await ask(n))[1]).toEqual([{ n, word: "steady" }]);
    const [kept] = await oneTrip(pool, [
      Prisma.sql`SELECT count(*)::int AS n, sum(generic_plans + custom_plans)::int AS times FROM pg_prepared_statements WHERE statement LIKE '%steady%' AND name <> ''`,
    ]);
    expect(kept).toEqual([{ n: 1, times: 7 }]);
  });

  it("gives a connection up on which a statement failed that it had just prepared, and goes on", async () => {
    const ask = (n: number) => oneTrip(pool, [Prisma.sql`SELECT 1 / ${n}::int AS broken`]);
    await ask(1);
    await ask(1);
    const pid = async () => (await oneTrip(pool, [Prisma.sql`SELECT pg_backend_pid() AS pid`]))[0]?.[0]?.["pid"];
    const before = await pid();
    await expect(ask(0)).rejects.toThrow("division by zero");
    expect(await pid()).not.toBe(before);
    expect(await ask(1)).toEqual([[{ broken: 1 }]]);
    const after = await pid();
    await expect(ask(0)).rejects.toThrow("division by zero");
    expect([await pid(), await ask(1)]).toEqual([after, [[{ broken: 1 }]]]);
  });

  it("gives a connection up that has prepared more statements than have names, and only then", async () => {
    const several = async (from: number, to: number) => {
      const statements = Array.from({ length: to - from }, (_, n) => Prisma.raw(`SELECT ${from + n} AS several`));
      for (let time = 0; time < 3; time++) expect((await oneTrip(pool, statements)).at(-1)).toEqual([{ several: to - 1 }]);
    };
    const held = async () =>
      (await oneTrip(pool, [Prisma.sql`SELECT pg_backend_pid() AS pid, count(*)::int AS n FROM pg_prepared_statements`]))[0]?.[0] ?? {};
    const before = await held();
    await several(0, 380);
    expect((await held())["pid"]).toBe(before["pid"]);
    await several(380, 760);
    const after = await held();
    expect(after["pid"]).not.toBe(before["pid"]);
    expect(after["n"]).toBeLessThan(10);
    await several(700, 760);
    expect((await held())["pid"]).toBe(after["pid"]);
  });

  it("writes values as what they are", async () => {
    for (const value of ["甲'; DROP TABLE application; --", 12, true, null, 'a"b\\c'])
      expect(await oneTrip(pool, [values(value, "1")])).toEqual([[{ given: value === null ? null : String(value), made: 1 }]]);
    await expect(oneTrip(pool, [Prisma.sql`SELECT ${{ no: "value" } as never}::text`])).rejects.toThrow(/no value/);
    expect(await oneTrip(pool, [Prisma.sql`SELECT 1 AS still`])).toEqual([[{ still: 1 }]]);
  });

  it("writes arrays element by element, and NULL apart from the text of that name", async () => {
    const list = ["甲", 'a"b', '"', "c\\d", "\\", '\\"', "e,f", "{}", "{", "}", "NULL", "null", "", " ", "\n", "'"];
    for (const given of [list, [null], ["null", null, "NULL"], [null, "", undefined, '"null"'], []]) {
      const kept = given.map((one) => one ?? null);
      const nulls = Prisma.sql`SELECT ${given}::text[] AS list, (SELECT count(*)::int FROM unnest(${given}::text[]) one WHERE one IS NULL) AS nulls`;
      expect(await oneTrip(pool, [nulls])).toEqual([[{ list: kept, nulls: kept.filter((one) => one === null).length }]]);
    }
    const many = [[1, 2], [3, null]]; // oxfmt-ignore
    expect(await oneTrip(pool, [Prisma.sql`SELECT (${many}::int[])[2][1] AS three, (${many}::int[])[2][2] AS none`])).toEqual([
      [{ three: 3, none: null }],
    ]);
    const at = new Date("2026-05-18T02:00:00.123Z");
    expect(await oneTrip(pool, [Prisma.sql`SELECT (${[at, null]}::timestamptz[])[1] AS at, (${[true]}::boolean[])[1] AS yes`])).toEqual([
      [{ at, yes: true }],
    ]);
    await expect(oneTrip(pool, [Prisma.sql`SELECT ${[{ no: "value" }] as never}::text[]`])).rejects.toThrow(/no value/);
  });

  it("holds the scope for the statements of the same trip and for nobody after them", async () => {
    const unit = world.units.find((one) => one.path === world.units[0]?.path) as Unit;
    const [, inside] = await oneTrip(pool, [scopeOf(unit), seen]);
    expect(Number(inside?.[0]?.["n"])).toBeGreaterThan(0);
    expect(await oneTrip(pool, [seen])).toEqual([[{ n: 0 }]]);
  });

  it("leaves no scope behind when a statement fails, whichever it is, and the connection serves on", async () => {
    const unit = world.units[0] as Unit;
    for (const broken of [Prisma.sql`SELECT 1/0`, Prisma.sql`SELECT nonsense FROM nowhere`, Prisma.sql`SELECT 'x'::int`]) {
      await expect(oneTrip(pool, [scopeOf(unit), broken, seen])).rejects.toThrow();
      await expect(oneTrip(pool, [scopeOf(unit), seen, broken])).rejects.toThrow();
      expect(await oneTrip(pool, [seen])).toEqual([[{ n: 0 }]]);
    }
  });

  it("undoes what was written before the statement that failed", async () => {
    const unit = world.units[0] as Unit;
    await expect(
      oneTrip(pool, [scopeOf(unit), Prisma.sql`UPDATE application SET studio_name = 'half'`, Prisma.sql`SELECT 1/0`]),
    ).rejects.toThrow();
    const { rows } = await owner.query("SELECT count(*)::int AS n FROM application WHERE studio_name = 'half'");
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("fails when the connection dies on the way, and the next one begins anew", async () => {
    const unit = world.units[0] as Unit;
    const fails = expect(oneTrip(pool, [scopeOf(unit), SLEEP, seen])).rejects.toThrow();
    await killSleeper(owner);
    await fails;
    expect(await oneTrip(pool, [seen])).toEqual([[{ n: 0 }]]);
  });
});
