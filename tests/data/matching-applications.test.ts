import { randomBytes } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchGrams, searchWords } from "@/lib/search-text";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { fileCases } from "../support/registry-cases";
import { makeSmallCity, type SmallCity } from "../support/small-city";

const TIMES = 24;
let owner: pg.Client;
let city: SmallCity;

beforeAll(async () => {
  owner = await connect((await testDatabase()).superUrl);
  city = await makeSmallCity();
  await fileCases(
    city,
    Array.from({ length: 120 }, () => ({ studioName: `焊花${randomBytes(250).toString("hex")}` })),
  );
  await owner.query("ANALYZE application");
});
afterAll(() => owner.end());

/** Asks often while the table is said to be four times as long as what is sampled whole: a quarter of its pages is. */
async function often(sql: string, values: unknown[]): Promise<Set<unknown>> {
  const answers = new Set<unknown>();
  await owner.query("BEGIN");
  try {
    await owner.query("UPDATE pg_class SET relpages = 320 WHERE oid = 'application'::regclass");
    await owner.query("SELECT set_config('app.lo', $1, true), set_config('app.hi', $2, true)", [city.city.scope.lo, city.city.scope.hi]);
    for (let time = 0; time < TIMES; time += 1) answers.add((await owner.query(sql, values)).rows[0].answer);
  } finally {
    await owner.query("ROLLBACK");
  }
  return answers;
}

describe("matching_applications", () => {
  it("answers the same text in the same way while nothing was written, where its sample is a part of the table", async () => {
    const answers = await often("SELECT cardinality(matching_applications($1, ARRAY['%焊花%'], NULL, 1000, 0, 1000)) AS answer", [
      searchWords("焊花").flatMap(searchGrams),
    ]);
    expect([...answers]).toHaveLength(1);
    // control: over these pages a sample of its own each time falls on either side of what is decided by it
    const pages = await often(
      `SELECT count(DISTINCT (ctid::text::point)[0]) > 5 AS answer FROM application TABLESAMPLE SYSTEM (25) WHERE search_text LIKE '%焊花%'`,
      [],
    );
    expect([...pages].toSorted()).toEqual([false, true]);
  });
});

describe("application_search_idx", () => {
  /** Pages beside the index that every search reads whole, after each case was written once more. */
  async function pendingPages(): Promise<number> {
    await owner.query("UPDATE application SET stage_index = stage_index WHERE city_path = $1", [city.city.cityPath]);
    const { rows } = await owner.query(
      "SELECT n_pending_pages::int AS n FROM gin_metapage_info(get_raw_page('application_search_idx', 0))",
    );
    return (rows[0] as { n: number }).n;
  }

  it("lets no more than 128 kB wait beside it", async () => {
    await owner.query("BEGIN");
    try {
      await owner.query("CREATE EXTENSION pageinspect");
      expect(await pendingPages()).toBeLessThanOrEqual(16);
      // control: by PostgreSQL's own bound
      await owner.query("ALTER INDEX application_search_idx RESET (gin_pending_list_limit)");
      expect(await pendingPages()).toBeGreaterThan(16);
    } finally {
      await owner.query("ROLLBACK");
    }
  });
});
