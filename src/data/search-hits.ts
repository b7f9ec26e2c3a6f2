import "server-only";
import type { PathRange } from "@/domain/org-path";
import { foldText, likePattern, searchGrams, searchWords } from "@/lib/search-text";
import { constant } from "./constant";
import { isFull, noteFull } from "./full-counts";
import { Prisma } from "./generated/client";
import { PLAN_ANEW } from "./statement-names";
import type { ReadTx } from "./with-scope";

/** As many hits are handed on by id. What is found more often is met soon enough along the order of the list. */
export const SEARCH_MOST = 2_000;

/** A scope of no more rows is read itself: that costs less than to ask the index of the whole city. All it holds can be handed on. */
const SMALL_SCOPE = SEARCH_MOST;

/** Rows with the grams of a text that are looked at, whether or not they hold it. */
const CANDIDATES = 5_000;

/** Rows that a page or a count looks at along the order of its list. A page that ends there goes on with the next one. */
export const LOOK_AT = 10_000;

/** The same where each row has to be joined to its text. */
export const LOOK_AT_JOINED = 2_000;

/** Rows that a search may read; a test makes them few. */
export type SearchLimits = { smallScope?: number; candidates?: number; look?: number };

/** What a search looks for; alias a is application. */
export type Wanted = { text?: string | undefined; criterion?: string | undefined };

/** Whether a text asks for anything. */
export function asksForText(text: string | undefined): text is string {
  return text !== undefined && searchWords(text).length > 0;
}

/** Each word in a name, in its initials, in its whole pinyin, or in the number. */
export function holdsText(text: string): Prisma.Sql {
  return Prisma.sql`${PLAN_ANEW} (' ' || a.search_text || ' ' || lower(coalesce(a.number, ''))) LIKE ALL (${searchWords(text).map(likePattern)}::text[])`;
}

/** A whole number of an application, as it is read out or copied. */
const WHOLE_NUMBER = /^[a-z]{1,8}-\d{4}-\d{4,}$/;

/**
 * Ids of the submitted applications in scope that a search finds, by its index. Null when there are more than SEARCH_MOST, or when
 * the index cannot tell soon: then the list itself is read, page by page of LOOK_AT rows. That finds the same, so whoever asks again within a
 * minute is sent there at once.
 */
export async function searchHits(
  tx: ReadTx,
  scope: PathRange,
  { text = "", criterion }: Wanted,
  { smallScope = SMALL_SCOPE, candidates = CANDIDATES }: SearchLimits = {},
): Promise<readonly string[] | null> {
  const whole = foldText(text);
  if (WHOLE_NUMBER.test(whole)) return numbered(tx, whole.toUpperCase(), criterion);
  const words = searchWords(text);
  const grams = [...new Set(words.flatMap(searchGrams))];
  const search = Prisma.sql`
    SELECT matching_applications(${grams}::text[], ${words.map(likePattern)}::text[], ${criterion ?? null}::text, ${SEARCH_MOST}::int, ${smallScope}::int, ${candidates}::int) AS ids`;
  const inScope = Prisma.sql`${search}, ${scope.lo}, ${scope.hi}`;
  if (isFull(inScope)) return null;
  const [found] = await tx.$queryRaw<{ ids: string[] | null }[]>`${search}`;
  const ids = found?.ids ?? null;
  if (ids === null) noteFull(inScope);
  return ids;
}

async function numbered(tx: ReadTx, number: string, criterion: string | undefined): Promise<readonly string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id::text AS id FROM application a WHERE a.number = ${number} AND a.city_path = substr(current_setting('app.lo'), 1, 10)
      AND a.first_submitted_at IS NOT NULL AND (${criterion ?? null}::text IS NULL OR a.unmet_criteria @> ARRAY[${criterion ?? null}::text])`;
  return found.map((row) => row.id);
}

/** The rows that a list reads: all, or these alone, looked up first; told of an order the planner would walk it to find them. */
export function searched(ids: readonly string[] | null | undefined): Prisma.Sql {
  return ids ? Prisma.sql`${PLAN_ANEW} (SELECT * FROM application WHERE id = ANY(${[...ids]}::uuid[]) OFFSET 0)` : Prisma.sql`application`;
}

/**
 * The first rows of an ordered list, alias a, those that hold a text among them: asked one after another until whoever reads has enough.
 * In one condition with the order the planner takes any text for a rare one, and reads and sorts the whole range before.
 */
export function lookedAt(listed: Prisma.Sql, look: number): Prisma.Sql {
  return Prisma.sql`(${listed} LIMIT ${constant(look)}) a`;
}

/** The last row that lookedAt() looked at, where the list goes on beyond it. shown: its columns, of alias a. */
export async function lastLookedAt<Row>(tx: ReadTx, listed: Prisma.Sql, look: number, shown: Prisma.Sql): Promise<Row | null> {
  const [last, beyond] = await tx.$queryRaw<Row[]>`${PLAN_ANEW} SELECT ${shown} FROM (${listed} OFFSET ${look - 1} LIMIT 2) a`;
  return last !== undefined && beyond !== undefined ? last : null;
}
