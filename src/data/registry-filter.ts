import "server-only";
import type { RegistrySort } from "@/domain/registry/registry-column";
import type { Stage } from "@/domain/review-stages";
import type { Viewer } from "@/domain/viewer";
import { Prisma } from "./generated/client";
import { inReach } from "./in-reach";
import { asksForText, holdsText, searched, searchHits } from "./search-hits";
import { PLAN_ANEW } from "./statement-names";
import type { ReadTx } from "./with-scope";

/** What a registry is limited to; everything left out does not limit. Ids and paths were looked up in scope before. */
export type RegistryFilter = {
  batchId?: string;
  /** the recommending union: path of a district, zone, industry union or the city itself */
  unionPath?: string;
  industry?: string;
  stage?: Stage;
  status?: string;
  /** key of a criterion with a warning or unmet */
  criterion?: string;
  /** rank of the lead's highest honor */
  honorRank?: number;
  /** part of a name, of its pinyin (initials or whole) or of the number */
  text?: string;
  /** what text and criterion were found to mean: see narrowed() */
  ids?: readonly string[];
};

/**
 * The filter with what its text finds, where that is little enough to be named by id: a text has an index of its own that no order of a
 * list has. Ask once before a page, a count or a whole list is read.
 */
export async function narrowed(tx: ReadTx, { scope }: Pick<Viewer, "scope">, filter: RegistryFilter): Promise<RegistryFilter> {
  const { text, criterion, ...rest } = filter;
  if (!asksForText(text)) return criterion === undefined ? rest : { ...rest, criterion };
  const ids = await searchHits(tx, scope, { text, criterion });
  return ids ? { ...rest, ids } : filter;
}

/**
 * The rows that a registry reads, alias a: the applications, those that a text was found to mean, or the row of each for the criterion, whose
 * own indexes have every order and filter.
 */
export function listedRows({ ids, criterion, text }: RegistryFilter): Prisma.Sql {
  if (ids !== undefined || criterion === undefined) return searched(ids);
  if (text === undefined) return Prisma.sql`(SELECT c.*, c.application_id AS id FROM application_criterion c)`;
  return Prisma.sql`(SELECT c.*, c.application_id AS id, p.search_text, p.number FROM application_criterion c JOIN application p ON p.id = c.application_id)`;
}

/** Whether listedRows() are whole applications. */
export function areApplications({ ids, criterion }: RegistryFilter): boolean {
  return ids !== undefined || criterion === undefined;
}

/** A place in the list: the row after (or before) which a page begins, and how many rows stand before the page. */
export type RegistryPlace = { value: string; id: string; position: number; backwards: boolean };

export type RegistryOrder = { sort: RegistrySort; descending: boolean };

/**
 * What is registered in the viewer's subtree: whatever was ever submitted. Drafts are the studio's own affair.
 * Alias a is what listedRows() gives; order is that of the list, for its plan.
 */
export function registryWhere(viewer: Viewer, filter: RegistryFilter, order?: RegistryOrder): Prisma.Sql {
  const conditions = [Prisma.sql`${planFor(filter, order)} ${inReach(viewer)}`, Prisma.sql`a.first_submitted_at IS NOT NULL`];
  const { batchId, unionPath, industry, stage, status, criterion, honorRank, text } = filter;
  if (batchId !== undefined) conditions.push(Prisma.sql`a.batch_id = ${batchId}::uuid`);
  if (unionPath !== undefined) conditions.push(Prisma.sql`a.recommender_path = ${unionPath}`);
  if (industry !== undefined) conditions.push(Prisma.sql`a.industry = ${industry}`);
  if (status !== undefined) conditions.push(Prisma.sql`a.status = ${status}`);
  if (honorRank !== undefined) conditions.push(Prisma.sql`a.top_honor_rank = ${honorRank}`);
  if (criterion !== undefined) conditions.push(Prisma.sql`a.criterion = ${criterion}`);
  if (stage !== undefined) conditions.push(Prisma.sql`a.stage = ${stage}`);
  if (text !== undefined) conditions.push(holdsText(text));
  return Prisma.join(conditions, " AND ");
}

/**
 * Where no one index has every filter and the order, the best one depends on the values: a plan kept for frequent ones would read a whole
 * city for a rare one. The indexes of a criterion have all.
 */
function planFor(filter: RegistryFilter, order?: RegistryOrder): Prisma.Sql {
  const { ids, criterion, batchId, unionPath, industry, stage, status, honorRank } = filter;
  if (ids !== undefined || criterion !== undefined) return Prisma.empty;
  const given = [batchId, unionPath, industry, stage, status, honorRank].filter((value) => value !== undefined).length;
  return given > 1 || (given === 1 && order !== undefined && order.sort !== "number") ? PLAN_ANEW : Prisma.empty;
}

/** Numbers are given at the first submission, so their order is that of its time, beyond 9999 too. Names go by pinyin. */
const SORT_COLUMNS = {
  number: { column: Prisma.sql`a.first_submitted_at`, type: Prisma.sql`timestamptz` },
  submitted: { column: Prisma.sql`a.submitted_at`, type: Prisma.sql`timestamptz` },
  name: { column: Prisma.sql`a.studio_name COLLATE "zh-x-icu"`, type: Prisma.sql`text` },
} as const satisfies Record<RegistrySort, { column: Prisma.Sql; type: Prisma.Sql }>;

export function sortColumn(order: RegistryOrder): Prisma.Sql {
  return SORT_COLUMNS[order.sort].column;
}

/** ORDER BY of the list, or of a page read backwards. */
export function registryOrder(order: RegistryOrder, backwards = false): Prisma.Sql {
  const direction = order.descending === backwards ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`${sortColumn(order)} ${direction}, a.id ${direction}`;
}

/** Rows at the place or beyond it: says nothing that beyond() does not, but an index can begin there. */
export function atOrBeyond(order: RegistryOrder, place: RegistryPlace): Prisma.Sql {
  const value = placeValue(order, place);
  return order.descending === place.backwards ? Prisma.sql`${sortColumn(order)} >= ${value}` : Prisma.sql`${sortColumn(order)} <= ${value}`;
}

/** Rows beyond the place. */
export function beyond(order: RegistryOrder, place: RegistryPlace): Prisma.Sql {
  const here = Prisma.sql`(${sortColumn(order)}, a.id)`;
  const there = Prisma.sql`(${placeValue(order, place)}, ${place.id}::uuid)`;
  return order.descending === place.backwards ? Prisma.sql`${here} > ${there}` : Prisma.sql`${here} < ${there}`;
}

function placeValue(order: RegistryOrder, place: RegistryPlace): Prisma.Sql {
  return Prisma.sql`${place.value}::text::${SORT_COLUMNS[order.sort].type}`;
}
