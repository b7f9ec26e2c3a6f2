import type pg from "pg";
import { copyRows, type CopyRow } from "./copy-rows";
import { type Case, cases, hex8, madeId, NEWEST, type Place, STUDIOS, type UnionPlace, YEARS } from "./made-cases";
import { personName, studioName, unitName } from "./made-names";

/**
 * rows applications of ten years in the demo city: enterprises under its districts, ten studios each, every application with its
 * snapshot, its decisions (the newest year of each stage passed, else of the city) and, while in review, a notice.
 */
export async function seedRows(client: pg.Client, rows: number): Promise<void> {
  const city = (await client.query("SELECT org_path, id FROM org_unit WHERE kind = 'city' AND code = 'AY'")).rows[0] as {
    org_path: string;
  };
  const cityPath = city.org_path;
  const districts = (
    await client.query(
      "SELECT id, org_path AS path, name FROM org_unit WHERE city_path = $1 AND kind IN ('district', 'zone') ORDER BY code",
      [cityPath],
    )
  ).rows as UnionPlace[];
  const newest = (await client.query("SELECT id, criteria_set_id FROM batch WHERE org_path = $1 AND code = 'AY-2026-C'", [cityPath]))
    .rows[0] as {
    id: string;
    criteria_set_id: string;
  };
  const enterprises = Math.max(1, Math.ceil(rows / (YEARS * STUDIOS)));
  // a load of rows that are right by construction: the checks of every row would be measured, and nothing else
  await client.query("SET session_replication_role = replica");
  await client.query("SET maintenance_work_mem = '1GB'");
  await client.query("BEGIN");
  const batches = new Map<number, string>([[NEWEST, newest.id]]);
  for (let year = NEWEST - YEARS + 1; year < NEWEST; year++) {
    const id = madeId("batch", year);
    batches.set(year, id);
    await client.query(
      `INSERT INTO batch SELECT (jsonb_populate_record(b, jsonb_build_object('id', $1::text, 'code', $2::text, 'title', $3::text, 'year', $4::int,
        'opens_on', $4::text || '-03-02', 'closes_at', $4::text || '-06-30T18:00:00+08:00'))).* FROM batch b WHERE b.id = $5`,
      [id, `AY-${year}-C`, `${year}年市级劳模创新工作室`, year, newest.id],
    );
  }
  const places: Place[] = Array.from({ length: enterprises }, (_, e) => {
    const district = districts[e % districts.length] as UnionPlace;
    return { enterprise: e, path: `${district.path}${hex8(0x10_0000 + e)}/`, district };
  });
  await seedUnits(client, cityPath, places);
  await seedReviewers(client, cityPath, places, districts);
  const made = () => cases(rows, cityPath, places, batches, newest.criteria_set_id);
  const first = made().next().value as Case;
  await withoutIndexes(client, ["application", "application_criterion", "submission", "decision", "notice"], async () => {
    const fill = async (table: string, columns: string[], rowsOf: (one: Case) => CopyRow[]) =>
      copyRows(
        client,
        table,
        columns,
        (function* () {
          for (const one of made()) yield* rowsOf(one);
        })(),
      );
    await fill("application", Object.keys(first.application()), (one) => [one.application()]);
    // the trigger that keeps these slept
    await client.query(`INSERT INTO application_criterion (application_id, org_path, city_path, criterion, batch_id, status, stage, recommender_path, industry,
        top_honor_rank, member_count, studio_name, first_submitted_at, submitted_at)
      SELECT a.id, a.org_path, a.city_path, key, a.batch_id, a.status, a.stage, a.recommender_path, a.industry,
        a.top_honor_rank, a.member_count, a.studio_name, a.first_submitted_at, a.submitted_at FROM application a, unnest(a.unmet_criteria) key`);
    await fill("submission", Object.keys(first.submission()), (one) => [one.submission()]);
    await fill("decision", Object.keys(first.decision(0)), (one) => one.decided.map(one.decision));
    await fill("notice", Object.keys(first.notice()), (one) => (one.waits ? [one.notice()] : []));
  });
  // the triggers that keep this column slept
  await client.query(
    "UPDATE application a SET acting_path = acting_path_of(a) WHERE status IN ('enterpriseReview', 'districtReview') AND acting_path_of(a) IS NOT NULL",
  );
  await client.query(
    "INSERT INTO number_sequence SELECT $1, y, 2000000 FROM generate_series(2017, 2026) y ON CONFLICT (org_path, year) DO UPDATE SET last = 2000000",
    [cityPath],
  );
  await client.query("COMMIT");
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM (ANALYZE)");
}

/** Fills tables without the indexes that no key needs, and makes those afterwards: sorted once instead of entered row by row. */
async function withoutIndexes(client: pg.Client, tables: readonly string[], fill: () => Promise<void>): Promise<void> {
  const { rows } = await client.query(
    `SELECT i.indexname AS name, i.indexdef AS made FROM pg_indexes i JOIN pg_class c ON c.relname = i.indexname
     JOIN pg_index x ON x.indexrelid = c.oid WHERE i.schemaname = 'public' AND i.tablename = ANY($1) AND NOT x.indisunique`,
    [tables],
  );
  const indexes = rows as { name: string; made: string }[];
  for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`);
  await fill();
  for (const { made } of indexes) await client.query(made);
}

async function seedUnits(client: pg.Client, cityPath: string, places: readonly Place[]): Promise<void> {
  await copyRows(
    client,
    "org_unit",
    ["id", "org_path", "city_path", "parent_path", "code", "kind", "name", "region_code", "profile"],
    (function* (): Generator<CopyRow> {
      for (const { enterprise, path, district } of places) {
        const unit = unitName(enterprise);
        yield {
          id: madeId("unit", enterprise),
          org_path: path,
          city_path: cityPath,
          parent_path: district.path,
          code: `BU-${enterprise}`,
          kind: "enterprise",
          name: `${unit}工会委员会`,
          region_code: "410502",
          profile: { unitName: unit },
        };
        for (let s = 0; s < STUDIOS; s++) {
          const n = enterprise * STUDIOS + s;
          yield {
            id: madeId("studio", n),
            org_path: `${path}${hex8(0x100 + s)}/`,
            city_path: cityPath,
            parent_path: path,
            code: `BS-${n}`,
            kind: "studio",
            name: studioName(n),
            region_code: null,
            profile: null,
          };
        }
      }
    })(),
  );
}

/** A reviewer for every union that has none: where nobody may decide is the exception it is in life. */
async function seedReviewers(client: pg.Client, cityPath: string, places: readonly Place[], districts: UnionPlace[]): Promise<void> {
  const posts = [
    ...places.map(({ path, enterprise }) => ({ path, role: "enterpriseReviewer", key: `e${enterprise}` })),
    ...districts.map(({ path }, d) => ({ path, role: "districtReviewer", key: `d${d}` })),
  ];
  await copyRows(
    client,
    "user_account",
    ["id", "org_path", "city_path", "login", "name", "mobile", "password_hash"],
    posts.map(({ path, key }, n) => ({
      id: madeId("account", key),
      org_path: path,
      city_path: cityPath,
      login: `bench-${key}`,
      name: personName(n + 31),
      mobile: `138${String(n).padStart(8, "0")}`,
      password_hash: "none",
    })),
  );
  await copyRows(
    client,
    "role_grant",
    ["id", "org_path", "city_path", "account_id", "role"],
    posts.map(({ path, key, role }) => ({
      id: madeId("grant", key),
      org_path: path,
      city_path: cityPath,
      account_id: madeId("account", key),
      role,
    })),
  );
}
