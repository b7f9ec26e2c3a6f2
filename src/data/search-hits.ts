import "server-only";
import { searchGrams } from "@/lib/search-text";
import { Prisma } from "./generated/client";
import { PLAN_ANEW } from "./statement-names";
import type { ReadTx } from "./with-scope";

/** As many hits are handed on by id. What is found more often is met soon enough along the order of the list. */
export const SEARCH_MOST = 2_000;

/** A scope of no more rows is read itself: that costs less than to ask the index of the whole city. */
const SMALL_SCOPE = 2_000;

/** What a search looks for; alias a is application. */
export type Wanted = { text?: string | undefined; criterion?: string | undefined };

/** Part of a name, of its initials, of its whole pinyin, or of the number. */
export function holdsText(text: string): Prisma.Sql {
  const part = pattern(text);
  return Prisma.sql`${PLAN_ANEW} (a.search_text LIKE ${part} OR lower(a.number) LIKE ${part})`;
}

function pattern(text: string): string {
  return `%${text
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, "\\$&")}%`;
}

/** A whole number of an application, as it is read out or copied. */
const WHOLE_NUMBER = /^[a-z]{1,8}-\d{4}-\d{4,}$/i;

/**
 * Ids of the submitted applications in scope that a search finds, by its index. Null when there are more than SEARCH_MOST, or when
 * the text is too short for the index: then the list itself is read until its page is full.
 */
export async function searchHits(tx: ReadTx, { text, criterion }: Wanted, smallScope = SMALL_SCOPE): Promise<readonly string[] | null> {
  const wanted = text?.trim() ?? "";
  if (WHOLE_NUMBER.test(wanted) && criterion === undefined) return numbered(tx, wanted.toUpperCase());
  const grams = [...(wanted ? searchGrams(wanted) : []), ...(criterion === undefined ? [] : [`#${criterion}`])];
  const [found] = await tx.$queryRaw<{ ids: string[] | null }[]>`
    SELECT matching_applications(${grams}::text[], ${wanted ? pattern(wanted) : null}::text, ${criterion ?? null}::text, ${SEARCH_MOST + 1}::int, ${smallScope}::int) AS ids`;
  return found?.ids && found.ids.length <= SEARCH_MOST ? found.ids : null;
}

async function numbered(tx: ReadTx, number: string): Promise<readonly string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id::text AS id FROM application a WHERE a.number = ${number} AND a.city_path = substr(current_setting('app.lo'), 1, 10)`;
  return found.map((row) => row.id);
}

/** The rows that a list reads: all, or these alone, looked up first; told of an order the planner would walk it to find them. */
export function searched(ids: readonly string[] | null | undefined): Prisma.Sql {
  return ids ? Prisma.sql`${PLAN_ANEW} (SELECT * FROM application WHERE id = ANY(${[...ids]}::uuid[]) OFFSET 0)` : Prisma.sql`application`;
}
