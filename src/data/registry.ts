import "server-only";
import type { ApplicationRow, CriteriaRow, RegistryCase } from "@/domain/registry/registry-row";
import type { Viewer } from "@/domain/viewer";
import { handover } from "@/lib/handover";
import { constant } from "./constant";
import { fullAt, noteFull } from "./full-counts";
import { Prisma } from "./generated/client";
import { APPLICATION_FACTS, CRITERIA_FACTS } from "./registry-facts";
import { type Edge, pageOf, type RegistryPage } from "./registry-page";
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
import { holdsText, lastLookedAt, LOOK_AT, LOOK_AT_JOINED, lookedAt } from "./search-hits";
import { type ReadTx, withScope } from "./with-scope";

/** A count goes no further: beyond it a list says "more than". */
export const COUNT_CAP = 10_000;
const EXPORT_PAGE = 500;
/** A slow reader keeps its snapshot that long. */
const EXPORT_TIMEOUT_MS = 10 * 60_000;

/** look: rows that a page or a count looks at for a text; left out, what lookOf() says. */
export type RegistryQuery = { viewer: Viewer; filter: RegistryFilter; order: RegistryOrder; look?: number };
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

/** How many applications the filter leaves. Those that a text was found to mean are counted already, where nothing else limits them. */
export const countApplications: RegistryCounter = async (tx, query, cap) => {
  const { ids, ...rest } = query.filter;
  const isCounted = ids !== undefined && Object.values(rest).every((limit) => limit === undefined);
  return isCounted ? upTo(cap, ids.length) : countRows(tx, query, Prisma.sql`1`, cap);
};

/**
 * The sum of a column over the rows that the filter leaves; 1 counts them. With a cap no sum goes beyond it, and one that ended before the list
 * did is the same for a minute.
 */
export async function countRows(
  tx: ReadTx,
  { viewer, filter, look = lookOf(filter) }: Omit<RegistryQuery, "order">,
  each: Prisma.Sql,
  cap?: number,
): Promise<Counted> {
  const { text, ...rest } = filter;
  const rows = listedRows(filter);
  if (cap !== undefined && text !== undefined) {
    const seen = Prisma.sql`SELECT a.*, ${each} AS each FROM ${rows} a WHERE ${registryWhere(viewer, rest)} LIMIT ${constant(look + 1)}`;
    const held = Prisma.sql`coalesce(sum(a.each) FILTER (WHERE ${holdsText(text)}), 0)`;
    return counted(
      tx,
      cap,
      Prisma.sql`SELECT least(${constant(cap + 1)}, ${held})::int AS n, count(*) > ${constant(look)} AS broken FROM (${seen}) a`,
    );
  }
  const limit = cap === undefined ? Prisma.empty : Prisma.sql`LIMIT ${constant(cap + 1)}`;
  const all = Prisma.sql`SELECT ${each} AS each FROM ${rows} a WHERE ${registryWhere(viewer, filter)} ${limit}`;
  return counted(tx, cap, Prisma.sql`SELECT coalesce(sum(a.each), 0)::int AS n, false AS broken FROM (${all}) a`);
}

/** broken: whether it looked at as many rows as it may, and more are there. */
async function counted(tx: ReadTx, cap: number | undefined, counting: Prisma.Sql): Promise<Counted> {
  const known = cap === undefined ? null : fullAt(counting);
  if (known !== null) return { n: known, more: true };
  const [sum] = await tx.$queryRaw<{ n: number; broken: boolean }[]>`${counting}`;
  const { n, more } = upTo(cap, sum?.n ?? 0);
  const isMore = more || sum?.broken === true;
  if (isMore) noteFull(counting, n);
  return { n, more: isMore };
}

function upTo(cap = Number.POSITIVE_INFINITY, n: number): Counted {
  return { n: Math.min(cap, n), more: n > cap };
}

/** One page of 申报台账. One statement, whatever its size. */
export const listApplicationRows: RegistryPageReader<ApplicationRow> = (tx, query, place, size) =>
  readCases(tx, query, place, size, APPLICATION_FACTS) as Promise<RegistryPage<ApplicationRow>>;

/** One page of the 达标表. */
export const listCriteriaRows: RegistryPageReader<CriteriaRow> = (tx, query, place, size) =>
  readCases(tx, query, place, size, CRITERIA_FACTS) as Promise<RegistryPage<CriteriaRow>>;

/** The rows of the list from its place on in its order, before its text is asked for: alias a inside. */
export function listedFrom({ viewer, filter, order }: RegistryQuery, place: RegistryPlace | null, from: Prisma.Sql): Prisma.Sql {
  const { text: _, ...rest } = filter;
  return Prisma.sql`SELECT a.* FROM ${listedRows(filter)} a WHERE ${registryWhere(viewer, rest, order)} ${from} ORDER BY ${registryOrder(order, place?.backwards)}`;
}

async function readCases(
  tx: ReadTx,
  query: RegistryQuery,
  place: RegistryPlace | null,
  size: number,
  facts: Prisma.Sql,
): Promise<RegistryPage<RegistryCase>> {
  const { filter, order, look = lookOf(filter) } = query;
  const from = place ? Prisma.sql`AND ${atOrBeyond(order, place)} AND ${beyond(order, place)}` : Prisma.empty;
  const by = registryOrder(order, place?.backwards);
  const all = listedFrom(query, place, from);
  const listed =
    filter.text === undefined
      ? Prisma.sql`${all} LIMIT ${constant(size + 1)}`
      : Prisma.sql`SELECT a.* FROM ${lookedAt(all, look)} WHERE ${holdsText(filter.text)} ORDER BY ${by} LIMIT ${constant(size + 1)}`;
  const page = areApplications(filter) ? listed : Prisma.sql`SELECT a.* FROM (${listed}) hit JOIN application a ON a.id = hit.id`;
  const raw = await tx.$queryRaw<RawCase[]>`
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
    ORDER BY ${by}`;
  const end = filter.text === undefined || raw.length > size ? null : await lastPlace(tx, query, all);
  return pageOf(
    { raw, order, place, size, end },
    (row) => row,
    ({ facts, ...row }, position) => ({ ...row, ...facts, position }),
  );
}

/** Rows that may be looked at for a text. */
export function lookOf(filter: RegistryFilter): number {
  return areApplications(filter) ? LOOK_AT : LOOK_AT_JOINED;
}

/** Where a page of a text that the index does not answer was broken off: null at the end of the list. */
export function lastPlace(tx: ReadTx, { filter, order, look = lookOf(filter) }: RegistryQuery, all: Prisma.Sql): Promise<Edge | null> {
  return lastLookedAt<Edge>(tx, all, look, Prisma.sql`(${sortColumn(order)})::text AS "sortValue", a.id`);
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
        const found = { ...query, filter: await narrowed(tx, query.viewer, query.filter) };
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
