// Checks the audit trail link by link. The hashes are computed here and not by the database's own function, which whoever changed
// the rows could have changed as well.
import { createHash } from "node:crypto";

const PAGE = 2_000;
/** The parts of a link in the order of audit_row_hash() in the fence migration; each as PostgreSQL writes it in a jsonb array. */
const PARTS = `concat_ws(', ', to_jsonb(city_path), to_jsonb(seq), to_jsonb((extract(epoch FROM at) * 1000)::bigint), to_jsonb(org_path),
  coalesce(to_jsonb(actor_id), 'null'), coalesce(to_jsonb(actor_org_path), 'null'), coalesce(to_jsonb(role), 'null'), to_jsonb(action),
  to_jsonb(entity), to_jsonb(entity_id), coalesce(detail, 'null'), coalesce(to_jsonb(prev), 'null'))`;

/**
 * @typedef {{ seq: number, hash: string }} Link
 * @typedef {{ city: string, links: number, head: Link | null, problems: string[] }} CityChain
 */

/**
 * @param {{ appUrl: string, authUrl: string, anchors?: Record<string, Link> }} options the logins of the server: the trail is read the way
 *   the portal reads it, city by city; anchors: heads that were noted elsewhere at an earlier check
 * @returns {Promise<CityChain[]>}
 */
export async function verifyAuditChains({ appUrl, authUrl, anchors = {} }) {
  const cities = await ask(authUrl, async (client) => {
    const { rows } = await client.query("SELECT org_path AS city FROM org_unit WHERE kind = 'city' ORDER BY org_path");
    return rows.map(({ city }) => city);
  });
  for (const noted of Object.keys(anchors)) if (!cities.includes(noted)) cities.push(noted);
  return ask(appUrl, async (client) => {
    const chains = [];
    for (const city of cities) chains.push(await verifyCity(client, city, anchors[city]));
    return chains;
  });
}

async function ask(url, work) {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** In one snapshot, so that what is written meanwhile is either wholly seen or not at all. */
async function verifyCity(client, city, anchor) {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    // the scope of the city union: from its path to the first path behind it ("0" follows "/")
    await client.query("SELECT set_config('app.lo', $1, true), set_config('app.hi', $2, true)", [city, `${city.slice(0, -1)}0`]);
    return await walk(client, city, anchor);
  } finally {
    await client.query("ROLLBACK");
  }
}

async function walk(client, city, anchor) {
  const problems = [];
  let last = { seq: 0, hash: null };
  let links = 0;
  let anchored = !anchor;
  for (;;) {
    const { rows } = await client.query(
      `SELECT seq::int AS seq, prev, hash, ${PARTS} AS parts FROM audit_event WHERE city_path = $1 AND seq > $2 ORDER BY seq LIMIT ${PAGE}`,
      [city, last.seq],
    );
    for (const row of rows) {
      if (row.seq !== last.seq + 1) problems.push(`links ${last.seq + 1} to ${row.seq - 1} are missing`);
      else if ((row.prev || null) !== (last.hash || null)) problems.push(`link ${row.seq} does not follow link ${last.seq}`);
      if (createHash("sha256").update(`[${row.parts}]`).digest("hex") !== row.hash) problems.push(`link ${row.seq} was changed`);
      if (anchor && row.seq === anchor.seq) {
        anchored = true;
        if (row.hash !== anchor.hash) problems.push(`link ${row.seq} is not the one that was noted earlier`);
      }
      last = { seq: row.seq, hash: row.hash };
      links++;
    }
    if (rows.length < PAGE) break;
  }
  const { rows: heads } = await client.query("SELECT seq::int AS seq, hash FROM audit_head WHERE org_path = $1", [city]);
  const head = heads[0] ?? null;
  if ((head?.seq ?? 0) !== last.seq || (head?.hash || null) !== (last.hash || null))
    problems.push(`the chain ends at link ${last.seq}, its head says ${head?.seq ?? 0}`);
  if (!anchored) problems.push(`link ${anchor.seq}, noted earlier, is gone`);
  return { city, links, head: links > 0 ? last : null, problems };
}
