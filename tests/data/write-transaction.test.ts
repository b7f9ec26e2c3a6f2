import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Prisma } from "@/data/generated/client";
import { oneTrip } from "@/data/one-trip";
import { answered, writeTransaction } from "@/data/write-transaction";
import type { SeededWorld } from "../isolation/support/seed";
import type { Unit } from "../isolation/support/tree";
import { killSleeper, type OneConnection, openOneConnection, scopeOf, SLEEP } from "../support/one-connection";

let pool: pg.Pool;
let owner: pg.Client;
let world: SeededWorld;
let close: OneConnection["close"];

beforeAll(async () => void ({ pool, owner, world, close } = await openOneConnection()));
afterAll(() => close());
beforeEach(async () => void (await owner.query("UPDATE application SET studio_name = 'before'")));

const city = () => world.units[0] as Unit;
const seen = Prisma.sql`SELECT count(*)::int AS n FROM application`;
const rename = (name: string) => Prisma.sql`UPDATE application SET studio_name = ${name} RETURNING id`;
const named = async (name: string) => {
  const { rows } = await owner.query("SELECT count(*)::int AS n FROM application WHERE studio_name = $1", [name]);
  return (rows[0] as { n: number }).n;
};
/** A scope and a change are never left on the connection. */
const nothingStands = async () => {
  expect(await oneTrip(pool, [seen])).toEqual([[{ n: 0 }]]);
  expect(await named("after")).toBe(0);
};

describe("writeTransaction", () => {
  it("asks nothing more when it is over, in whoever's scope the connection is by then", async () => {
    let late: (statements: Prisma.Sql[]) => Promise<unknown> = () => Promise.resolve();
    await writeTransaction(pool, scopeOf(city()), async (ask) => {
      late = ask;
      await ask([seen]);
      return answered(null);
    });
    await writeTransaction(pool, scopeOf(city()), async (ask) => {
      await ask([seen]);
      await expect(late([seen])).rejects.toThrow("is over");
      return answered(null);
    });
    await expect(writeTransaction(pool, scopeOf(city()), () => Promise.reject(new Error("its own")))).rejects.toThrow("its own");
  });

  it("gives the connection back to nobody when it could not be rolled back", async () => {
    const pid = async () => (await oneTrip(pool, [Prisma.sql`SELECT pg_backend_pid() AS pid`]))[0]?.[0]?.["pid"];
    const before = await pid();
    const query = Reflect.get(pg.Client.prototype, "query") as (...args: unknown[]) => unknown;
    const refused = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, trip: unknown) {
      const { messages, settled } = trip as { messages: { text: string }[]; settled: (error: unknown) => void };
      if (messages[0]?.text !== "ROLLBACK") return query.call(this, trip) as never;
      settled(Object.assign(new Error("canceled"), { severity: "ERROR" }));
      return undefined as never;
    } as never);
    const failing = writeTransaction(pool, scopeOf(city()), async (ask) => answered(await ask([Prisma.sql`SELECT 1 / 0`])));
    await expect(failing).rejects.toThrow("division by zero");
    refused.mockRestore();
    expect(await pid()).not.toBe(before);
  });

  it("sends the first statements with the scope and the last with the commit, and reads the answer from the last", async () => {
    const asked = vi.spyOn(pg.Client.prototype, "query");
    const answer = await writeTransaction(pool, scopeOf(city()), async (ask) => {
      const [before, again] = await ask([seen, seen]);
      expect(again).toEqual(before);
      return { last: [rename("after"), seen], answer: ([ids, after]) => ({ ids: ids?.length, before, after }) };
    });
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockRestore();
    expect(answer.ids).toBeGreaterThan(0);
    expect(answer.after).toEqual([{ n: answer.ids }]);
    expect(answer.before).toEqual(answer.after);
    expect(await named("after")).toBe(answer.ids);
    expect(await oneTrip(pool, [seen])).toEqual([[{ n: 0 }]]);
  });

  it("holds the scope for an ending that asked nothing before", async () => {
    const written = await writeTransaction(pool, scopeOf(city()), async () => ({
      last: [rename("after")],
      answer: ([ids]) => ids?.length,
    }));
    expect(written).toBeGreaterThan(0);
    expect(await named("after")).toBe(written);
  });

  it("asks nothing when nothing is asked", async () => {
    const asked = vi.spyOn(pg.Client.prototype, "query");
    expect(await writeTransaction(pool, scopeOf(city()), async () => answered(1))).toBe(1);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  it("undoes everything, whatever fails and wherever", async () => {
    type Fn = Parameters<typeof writeTransaction<unknown>>[2];
    const broken = Prisma.sql`SELECT 1/0`;
    const ends: Fn[] = [
      async (ask) => answered(await ask([rename("after"), broken])),
      async (ask) => (await ask([rename("after")]), answered(await ask([broken]))),
      async (ask) => (await ask([rename("after")]), Promise.reject(new Error("its own"))),
      async (ask) => (await ask([rename("after")]), { last: [broken], answer: () => null }),
      async () => ({ last: [rename("after"), broken], answer: () => null }),
      async () => ({ last: [rename("after"), Prisma.sql`SELECT nonsense`], answer: () => null }),
      async () => ({ last: [rename("after"), Prisma.sql`SELECT ${{ no: "value" } as never}::text`], answer: () => null }),
      // an error that fn keeps to itself: COMMIT would say ROLLBACK and fail not
      async (ask) => (await ask([rename("after")]), await ask([broken]).catch(() => {}), answered("done")),
      async (ask) => {
        const asked = ask([rename("after"), SLEEP]);
        asked.catch(() => {});
        await killSleeper(owner);
        return answered(await asked);
      },
    ];
    for (const end of ends) {
      await expect(writeTransaction(pool, scopeOf(city()), end)).rejects.toThrow();
      await nothingStands();
    }
  });

  it("shows through a statement that the connection has kept what the present scope shows, and no more", async () => {
    const counts = await owner.query(
      "SELECT o.org_path AS path, count(a.id)::int AS n FROM org_unit o LEFT JOIN application a ON starts_with(a.org_path, o.org_path) GROUP BY 1",
    );
    const expected = new Map(counts.rows.map((row: { path: string; n: number }) => [row.path, row.n]));
    // more often than PostgreSQL plans anew
    for (let round = 0; round < 3; round += 1)
      for (const unit of world.units.slice(0, 12)) {
        const read = await writeTransaction(pool, scopeOf(unit), async (ask) => answered(await ask([seen])));
        expect(read).toEqual([[{ n: expected.get(unit.path) }]]);
      }
    const { rows } = await pool.query("SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement = $1", [seen.text]);
    expect(rows).toEqual([{ n: 1 }]);
    expect(await oneTrip(pool, [seen])).toEqual([[{ n: 0 }]]);
  });
});
