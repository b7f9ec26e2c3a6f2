import "server-only";
import type { ApplicationStatus, Stage } from "@/domain/review-stages";
import { parseRoute } from "@/domain/stage-union";
import type { OrgKind } from "@/domain/roles";
import type { Viewer } from "@/domain/viewer";
import { encodePlace, type Place } from "@/lib/keyset";
import { actingCases, casesForSecondPerson } from "./acting-cases";
import { constant } from "./constant";
import { isFull, noteFull } from "./full-counts";
import { Prisma } from "./generated/client";
import { inReach } from "./in-reach";
import { unreadCount } from "./notices";
import { asksForText, holdsText, lastLookedAt, LOOK_AT, lookedAt, searched, searchHits, type SearchLimits } from "./search-hits";
import type { ReadTx } from "./with-scope";

export const WORK_TABS = ["pending", "returned", "done", "all"] as const;
export type WorkTab = (typeof WORK_TABS)[number];
export const WORK_PAGE = 30;

/** The status in which a union of this kind holds a case of its own subtree. The subtree and the status name the union. */
const OWN_STATUSES: Readonly<Record<OrgKind, readonly [] | readonly [ApplicationStatus]>> = {
  enterprise: ["enterpriseReview"],
  district: ["districtReview"],
  zone: ["districtReview"],
  industry: ["industryReview"],
  city: ["cityReview"],
  studio: [],
};

export type WorkRow = {
  id: string;
  number: string;
  studioName: string;
  leadName: string;
  unitName: string;
  status: ApplicationStatus;
  stage: Stage | null;
  batch: string;
  metCount: number;
  unmetCriteria: string[];
  stageSince: Date | null;
  submittedAt: Date | null;
  dueOn: string | null;
  round: number;
  needsActing: boolean;
  proposed: "reject" | "void" | null;
};
/** partial: rows beyond the page were not looked at yet, so that next may lead to more of them, or to none. */
export type WorkPage = { rows: WorkRow[]; next: string | null; partial: boolean };

/** A count of what waits goes no further: nobody reads the difference, and a city would pay for it on every page. */
export const WAITING_CAP = 999;

/** What waits for a union: its own, what waits below although nobody there may decide, and what wants a second person of it. */
export type Waiting = { pending: number; returned: number };

/** Cases of other unions that wait for this one, too. */
function extraCases(viewer: Viewer): Prisma.Sql {
  return Prisma.sql`(${actingCases(viewer)}) UNION ALL (${casesForSecondPerson(viewer)})`;
}

/**
 * What waits for the viewer's union, for the navigation and the work list alike, and the unread notices: looked up once a request, in
 * one statement. Each number is at most one more than its cap, which means more than that.
 */
export async function loadWaiting(tx: ReadTx, viewer: Viewer, unreadCap = 0): Promise<Waiting & { unread: number }> {
  const most = constant(WAITING_CAP + 1);
  const upTo = (which: Prisma.Sql) =>
    Prisma.sql`(SELECT count(*) FROM (SELECT 1 FROM application a WHERE ${inReach(viewer)} AND ${which} LIMIT ${most}) x)::int`;
  const counts = { pending: upTo(own(viewer)), returned: upTo(Prisma.sql`a.status = 'returned'`) };
  const full = { pending: isFull(counts.pending), returned: isFull(counts.returned) };
  const [found] = await tx.$queryRaw<(Waiting & { unread: number })[]>`
    WITH extra AS MATERIALIZED (${extraCases(viewer)})
      SELECT least(${most}, ${full.pending ? most : counts.pending}
          + (SELECT count(*) FROM application a WHERE ${inReach(viewer)} AND a.id IN (SELECT id FROM extra) AND NOT (${own(viewer)}))::int) AS pending,
        ${full.returned ? most : counts.returned} AS returned, ${unreadCount(viewer, unreadCap)} AS unread`;
  for (const which of ["pending", "returned"] as const) if (!full[which] && found && found[which] > WAITING_CAP) noteFull(counts[which]);
  return found ?? { pending: 0, returned: 0, unread: 0 };
}

type RawRow = Omit<WorkRow, "number" | "stage"> & { number: string | null; route: unknown; stageIndex: number | null };

type WorkFilter = { tab: WorkTab; text: string; after: Place | null };

/**
 * One page of the work list of the viewer's union: oldest waiting first, or newest submission first for 已办 and 全部. One statement
 * (a search asks its index before), read along an index that begins with the city, whatever stands in it. For a text that the
 * index of the search does not answer no more than look rows are looked at.
 */
export async function listWork(tx: ReadTx, viewer: Viewer, filter: WorkFilter, bounds: SearchLimits = {}): Promise<WorkPage> {
  const { look = LOOK_AT } = bounds;
  const { tab, text, after } = filter;
  const waits = tab === "pending" || tab === "returned";
  const time = waits ? Prisma.sql`a.stage_since` : Prisma.sql`a.submitted_at`;
  const order = waits ? Prisma.sql`${time} ASC, a.id ASC` : Prisma.sql`${time} DESC, a.id DESC`;
  const hits = asksForText(text) ? await searchHits(tx, viewer.scope, { text }, bounds) : null;
  const walks = asksForText(text) && hits === null;
  const limits = Prisma.sql`${inReach(viewer)} AND ${beyond(time, waits, after)}`;
  // two ordered reads instead of an OR, which no index answers in order
  const parts = [ofTab(tab, viewer), ...(tab === "pending" ? [Prisma.sql`a.id IN (${extraCases(viewer)}) AND NOT (${own(viewer)})`] : [])];
  const decided = tab === "done" ? decidedHere(viewer) : Prisma.sql`true`;
  const listed = parts.map(
    (which) =>
      Prisma.sql`SELECT a.* FROM ${searched(hits)} a WHERE ${limits} AND ${which} AND ${walks ? Prisma.sql`true` : decided} ORDER BY ${order}`,
  );
  const pages = listed.map((all) =>
    walks
      ? Prisma.sql`(SELECT a.* FROM ${lookedAt(all, look)} WHERE ${holdsText(text)} AND ${decided} ORDER BY ${order} LIMIT ${constant(WORK_PAGE + 1)})`
      : Prisma.sql`(${all} LIMIT ${constant(WORK_PAGE + 1)})`,
  );
  const found = await tx.$queryRaw<RawRow[]>`
    SELECT a.id, a.number, a.studio_name AS "studioName", a.lead_name AS "leadName", a.unit_name AS "unitName", a.status, a.route,
      a.stage_index AS "stageIndex", a.met_count AS "metCount", a.unmet_criteria AS "unmetCriteria", a.stage_since AS "stageSince",
      a.submitted_at AS "submittedAt", a.due_on AS "dueOn", a.round, b.title AS batch,
      coalesce(a.acting_path = ${viewer.orgPath}, false) AS "needsActing",
      (SELECT p.kind FROM proposal p WHERE p.application_id = a.id AND p.pending_key IS NOT NULL LIMIT 1) AS proposed
    FROM (${Prisma.join(pages, " UNION ALL ")}) a JOIN batch b ON b.id = a.batch_id
    ORDER BY ${order} LIMIT ${constant(WORK_PAGE + 1)}`;
  const ends: Place[] = [];
  if (walks && (found.length <= WORK_PAGE || listed.length > 1)) {
    for (const all of listed) {
      const end = await lastLookedAt<Place>(tx, all, look, Prisma.sql`${time} AS at, a.id`);
      if (end) ends.push(end);
    }
  }
  return pageOf(found, waits, ends);
}

/** ends: the places that the reads got to where they were broken off. The page goes no further than the first of them. */
function pageOf(raw: readonly RawRow[], waits: boolean, ends: readonly Place[]): WorkPage {
  const placeOf = (row: RawRow): Place => ({ at: (waits ? row.stageSince : row.submittedAt) ?? new Date(0), id: row.id });
  const [end] = ends.toSorted((one, other) => compare(one, other, waits));
  const found = end ? raw.filter((row) => compare(placeOf(row), end, waits) <= 0) : raw;
  const page = found.slice(0, WORK_PAGE);
  const last = page.at(-1);
  const full = found.length > WORK_PAGE;
  return {
    rows: page.map(({ route, stageIndex, ...row }) => ({
      ...row,
      number: row.number ?? "",
      stage: stageIndex === null ? null : (parseRoute(route)[stageIndex] ?? null),
    })),
    next: full && last ? encodePlace(placeOf(last)) : end ? encodePlace(end) : null,
    partial: !full && end !== undefined,
  };
}

/** As ORDER BY does it: ids are hexadecimal, and so go by their text. */
function compare(one: Place, other: Place, ascending: boolean): number {
  const by = one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : Number(one.id > other.id));
  return ascending ? by : -by;
}

function own(viewer: Viewer): Prisma.Sql {
  const [status] = OWN_STATUSES[viewer.orgKind];
  return status === undefined ? Prisma.sql`false` : Prisma.sql`a.status = ${constant(status)}`;
}

function ofTab(tab: WorkTab, viewer: Viewer): Prisma.Sql {
  if (tab === "pending") return own(viewer);
  if (tab === "returned") return Prisma.sql`a.status = 'returned'`;
  return Prisma.sql`a.first_submitted_at IS NOT NULL`;
}

/** OFFSET 0 keeps it a look at each row of the page: as a join it would begin with every decision of the union. */
function decidedHere(viewer: Viewer): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM decision d WHERE d.application_id = a.id AND d.actor_org_path = ${viewer.orgPath} AND d.taken_back_at IS NULL OFFSET 0)`;
}

/** Rows beyond the place. The first half says nothing that the second does not, but an index can begin there under a policy. */
function beyond(time: Prisma.Sql, ascending: boolean, after: Place | null): Prisma.Sql {
  if (!after) return Prisma.sql`true`;
  return ascending
    ? Prisma.sql`${time} >= ${after.at} AND (${time}, a.id) > (${after.at}, ${after.id}::uuid)`
    : Prisma.sql`${time} <= ${after.at} AND (${time}, a.id) < (${after.at}, ${after.id}::uuid)`;
}
