import "server-only";
import type { ApplicationRow, CriteriaRow, RegistryCase } from "@/domain/registry/registry-row";
import type { Viewer } from "@/domain/viewer";
import { handover } from "@/lib/handover";
import { Prisma } from "./generated/client";
import { APPLICATION_FACTS, CRITERIA_FACTS } from "./registry-facts";
import {
  areApplications,
  atOrBeyond,
  beyond,
  listedRows,
  narrowed,
  type RegistryFilter,
  type RegistryOrder,
  type RegistryPlace,
  registryOrder,
  registryWhere,
  sortColumn,
} from "./registry-filter";
import { type ReadTx, withScope } from "./with-scope";

/** A count goes no further: beyond it a list says "more than". */
export const COUNT_CAP = 10_000;
const EXPORT_PAGE = 500;
/** A slow reader keeps its snapshot that long. */
const EXPORT_TIMEOUT_MS = 10 * 60_000;

export type RegistryQuery = { viewer: Viewer; filter: RegistryFilter; order: RegistryOrder };
export type RegistryPage<Row> = { rows: Row[]; previous: RegistryPlace | null; next: RegistryPlace | null };
export type RegistryPageReader<Row> = (
  tx: ReadTx,
  query: RegistryQuery,
  place: RegistryPlace | null,
  size: number,
) => Promise<RegistryPage<Row>>;

type Names = Pick<RegistryCase, "studioName" | "leadName" | "unitName">;
type RawCase = Omit<RegistryCase, "position" | keyof Names> & { sortValue: string; facts: Names & Record<string, unknown> };

/** n, or where more is true: more than n. */
export type Counted = { n: number; more: boolean };
/** With a cap it goes no further, and looks at no more than it can pay for. */
export type RegistryCounter = (tx: ReadTx, query: Omit<RegistryQuery, "order">, cap?: number) => Promise<Counted>;

/** Rows that a count looks at for a text that is found everywhere: LIKE has no index under a policy. */
const LOOK_AT = 10_000;

/** How many applications the filter leaves. */
export const countApplications: RegistryCounter = (tx, query, cap) => countRows(tx, query, Prisma.sql`1`, cap);

/** The sum of a column over the rows that the filter leaves; 1 counts them. With a cap no sum goes beyond it. */
export async function countRows(
  tx: ReadTx,
  { viewer, filter }: Omit<RegistryQuery, "order">,
  each: Prisma.Sql,
  cap?: number,
): Promise<Counted> {
  const { text, ...rest } = filter;
  if (cap !== undefined && text !== undefined) {
    const [seen = { n: 0, rows: 0 }] = await tx.$queryRaw<{ n: number; rows: number }[]>`
      SELECT coalesce(sum(a.each) FILTER (WHERE ${registryWhere(viewer, filter)}), 0)::int AS n, count(*)::int AS rows
      FROM (SELECT a.*, ${each} AS each FROM ${listedRows(filter)} a WHERE ${registryWhere(viewer, rest)} LIMIT ${LOOK_AT + 1}) a`;
    return { n: Math.min(cap, seen.n), more: seen.n > cap || seen.rows > LOOK_AT };
  }
  const limit = cap === undefined ? Prisma.empty : Prisma.sql`LIMIT ${cap + 1}`;
  const [sum] = await tx.$queryRaw<{ n: number }[]>`
    SELECT coalesce(sum(counted.each), 0)::int AS n
    FROM (SELECT ${each} AS each FROM ${listedRows(filter)} a WHERE ${registryWhere(viewer, filter)} ${limit}) counted`;
  const n = sum?.n ?? 0;
  return cap !== undefined && n > cap ? { n: cap, more: true } : { n, more: false };
}

/** One page of 申报台账. One statement, whatever its size. */
export const listApplicationRows: RegistryPageReader<ApplicationRow> = async (tx, query, place, size) =>
  pageOf(await readCases(tx, query, place, size, APPLICATION_FACTS), place, size) as RegistryPage<ApplicationRow>;

/** One page of the 达标表. */
export const listCriteriaRows: RegistryPageReader<CriteriaRow> = async (tx, query, place, size) =>
  pageOf(await readCases(tx, query, place, size, CRITERIA_FACTS), place, size) as RegistryPage<CriteriaRow>;

function readCases(
  tx: ReadTx,
  { viewer, filter, order }: RegistryQuery,
  place: RegistryPlace | null,
  size: number,
  facts: Prisma.Sql,
): Promise<RawCase[]> {
  const from = place ? Prisma.sql`AND ${atOrBeyond(order, place)} AND ${beyond(order, place)}` : Prisma.empty;
  const listed = Prisma.sql`SELECT a.* FROM ${listedRows(filter)} a WHERE ${registryWhere(viewer, filter)} ${from} ORDER BY ${registryOrder(order, place?.backwards)} LIMIT ${size + 1}`;
  const page = areApplications(filter) ? listed : Prisma.sql`SELECT a.* FROM (${listed}) hit JOIN application a ON a.id = hit.id`;
  return tx.$queryRaw<RawCase[]>`
    SELECT a.id, a.number, b.title AS "batchTitle", b.year AS "batchYear", recommender.name AS "recommenderName",
      a.met_count AS "metCount", a.status, coalesce(a.route, '[]') AS route, a.stage_index AS "stageIndex", a.round,
      a.submitted_at AS "submittedAt", a.finished_at AS "finishedAt", coalesce(decided.decisions, '{}') AS decisions,
      (${sortColumn(order)})::text AS "sortValue", ${facts} AS facts
    FROM (${page}) a
    JOIN batch b ON b.id = a.batch_id
    LEFT JOIN org_unit recommender ON recommender.org_path = a.recommender_path
    LEFT JOIN submission s ON s.application_id = a.id AND s.round = a.round
    -- one copy of the content in memory: it is stored compressed, and each look at a part would unpack it again
    LEFT JOIN LATERAL (SELECT s.content || '{}' AS c OFFSET 0) x ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_object_agg(stage, jsonb_build_object('outcome', outcome, 'opinion', opinion, 'orgName', actor_org_name,
        'acting', acting_reason IS NOT NULL, 'verdicts', verdicts)) AS decisions
      FROM (SELECT DISTINCT ON (d.stage) d.* FROM decision d WHERE d.application_id = a.id AND d.standing_key IS NOT NULL
            ORDER BY d.stage, d.decided_at DESC) standing
    ) decided ON true
    ORDER BY ${registryOrder(order, place?.backwards)}`;
}

/** Cuts the row that was read beyond the page, and puts a page that was read backwards into order. */
function pageOf(raw: RawCase[], place: RegistryPlace | null, size: number): RegistryPage<RegistryCase> {
  const more = raw.length > size;
  const kept = raw.slice(0, size);
  const backwards = place?.backwards ?? false;
  if (backwards) kept.reverse();
  const first = backwards ? Math.max(0, (place?.position ?? 0) - kept.length) : (place?.position ?? 0);
  const rows = kept.map(({ facts, ...row }, index) => ({ ...row, ...facts, position: first + index + 1 }));
  const edge = (row: RawCase | undefined, position: number, towards: boolean): RegistryPlace | null =>
    row ? { value: row.sortValue, id: row.id, position, backwards: towards } : null;
  return {
    rows,
    previous: (backwards ? more : first > 0) ? edge(kept[0], first, true) : null,
    next: backwards || more ? edge(kept.at(-1), first + kept.length, false) : null,
  };
}

/**
 * All rows of a list in its order, page by page inside one scoped transaction with one snapshot. Ends with the consumer: no
 * further page is read when it leaves or the signal aborts.
 * @throws whatever the database throws, and the reason of the signal
 */
export async function* streamRegistry<Row>(
  read: RegistryPageReader<Row>,
  query: RegistryQuery,
  signal?: AbortSignal,
): AsyncGenerator<Row, void> {
  const pages = handover<Row[]>((give) =>
    withScope(
      query.viewer.scope,
      async (tx) => {
        const found = { ...query, filter: await narrowed(tx, query.filter) };
        let place: RegistryPlace | null = null;
        do {
          signal?.throwIfAborted();
          const page: RegistryPage<Row> = await read(tx, found, place, EXPORT_PAGE);
          await give(page.rows);
          place = page.next;
        } while (place);
      },
      { timeout: EXPORT_TIMEOUT_MS, readOnlySnapshot: true },
    ),
  );
  for await (const rows of pages) yield* rows;
}
