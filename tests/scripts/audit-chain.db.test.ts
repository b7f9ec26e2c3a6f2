import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { verifyAuditChains } from "../../scripts/support/audit-chain.mjs";
import { connect } from "../setup/cluster-urls";
import { extraDatabase, type TestDatabase } from "../setup/database";

const CITIES = ["/0000000a/", "/0000000b/"];
const LINKS = 6;

/** Two cities with a chain each, written as the portal writes them. */
async function databaseWithChains(name: string): Promise<TestDatabase> {
  const database = await extraDatabase(name);
  const owner = await connect(database.ownerUrl);
  for (const [place, city] of CITIES.entries()) {
    await owner.query(
      "INSERT INTO org_unit (id, org_path, city_path, code, kind, name, short_name) VALUES ($1, $2, $2, $3, 'city', $3, $3)",
      [randomUUID(), city, `C${place}`],
    );
  }
  await owner.end();
  const app = await connect(database.appUrl);
  for (const city of CITIES) {
    await app.query("BEGIN");
    await app.query("SELECT set_config('app.lo', $1, true), set_config('app.hi', $2, true)", [city, `${city.slice(0, -1)}0`]);
    for (let n = 0; n < LINKS; n++) {
      const detail = { 字段: ["a", null, n, 1.5], 'quote"d': "line\nbreak\u0001", zz: true, a: {} };
      await app.query(
        "INSERT INTO audit_event (city_path, org_path, actor_id, actor_org_path, role, action, entity, entity_id, detail) VALUES ($1, $1, $2, $3, $4, 'application.submit', 'application', $5, $6)",
        [city, n % 2 ? randomUUID() : null, n % 2 ? city : null, n % 2 ? "lead" : null, randomUUID(), JSON.stringify(detail)],
      );
    }
    await app.query("COMMIT");
  }
  await app.end();
  return database;
}

/** As the superuser and past the triggers that forbid it: what an intruder in the database could do. */
async function tamper(database: TestDatabase, sql: string): Promise<void> {
  const superuser = await connect(database.superUrl);
  await superuser.query("SET session_replication_role = replica");
  await superuser.query(sql);
  await superuser.end();
}

const problemsOf = async (database: TestDatabase, anchors = {}) =>
  Object.fromEntries((await verifyAuditChains({ ...database, anchors })).map(({ city, problems }) => [city, problems]));

describe("verifyAuditChains", () => {
  let whole: TestDatabase;
  beforeAll(async () => {
    whole = await databaseWithChains("whole");
  });

  it("finds chains written by the portal whole, with hashes of its own computing", async () => {
    const chains = await verifyAuditChains(whole);
    expect(chains.map(({ city, links, problems }) => ({ city, links, problems }))).toEqual(
      CITIES.map((city) => ({ city, links: LINKS, problems: [] })),
    );
  });

  it.each([
    ["a changed detail", "UPDATE audit_event SET detail = '{}' WHERE seq = 3 AND city_path = '/0000000a/'", ["link 3 was changed"]],
    [
      "a changed time",
      "UPDATE audit_event SET at = at + interval '1 ms' WHERE seq = 3 AND city_path = '/0000000a/'",
      ["link 3 was changed"],
    ],
    [
      "another actor",
      `UPDATE audit_event SET actor_id = gen_random_uuid() WHERE seq = 6 AND city_path = '/0000000a/'`,
      ["link 6 was changed"],
    ],
    ["a link taken out", "DELETE FROM audit_event WHERE seq = 3 AND city_path = '/0000000a/'", ["links 3 to 3 are missing"]],
    ["the first link taken out", "DELETE FROM audit_event WHERE seq = 1 AND city_path = '/0000000a/'", ["links 1 to 1 are missing"]],
    [
      "the last link taken out",
      "DELETE FROM audit_event WHERE seq = 6 AND city_path = '/0000000a/'",
      ["the chain ends at link 5, its head says 6"],
    ],
    [
      "two links that changed places",
      ["3 TO 99", "2 TO 3", "99 TO 2"]
        .map((move) => move.split(" TO "))
        .map(([from, to]) => `UPDATE audit_event SET seq = ${to} WHERE seq = ${from} AND city_path = '/0000000a/'`)
        .join(";"),
      expect.arrayContaining(["link 2 was changed", "link 3 was changed"]),
    ],
    [
      "a link rewritten with its own hash",
      "UPDATE audit_event e SET action = 'x', hash = audit_row_hash(jsonb_populate_record(e, '{\"action\": \"x\"}')) WHERE seq = 3 AND city_path = '/0000000a/'",
      ["link 4 does not follow link 3"],
    ],
  ])("sees %s, in that city alone", async (what, sql, problems) => {
    const database = await databaseWithChains("tampered");
    await tamper(database, sql);
    expect(await problemsOf(database), what).toEqual({ "/0000000a/": problems, "/0000000b/": [] });
  });

  it("sees a tail cut off together with its head, and a chain thrown away, by the heads noted elsewhere", async () => {
    const database = await databaseWithChains("cut");
    const anchors = Object.fromEntries((await verifyAuditChains(database)).map(({ city, head }) => [city, head]));
    expect(await problemsOf(database, anchors)).toEqual({ "/0000000a/": [], "/0000000b/": [] });
    await tamper(
      database,
      `DELETE FROM audit_event WHERE seq > 4 AND city_path = '/0000000a/';
       UPDATE audit_head SET seq = 4, hash = (SELECT hash FROM audit_event WHERE seq = 4 AND city_path = '/0000000a/') WHERE org_path = '/0000000a/';
       DELETE FROM audit_event WHERE city_path = '/0000000b/'; DELETE FROM audit_head WHERE org_path = '/0000000b/'`,
    );
    expect(await problemsOf(database)).toEqual({ "/0000000a/": [], "/0000000b/": [] });
    expect(await problemsOf(database, anchors)).toEqual({
      "/0000000a/": ["link 6, noted earlier, is gone"],
      "/0000000b/": ["link 6, noted earlier, is gone"],
    });
  });
});
