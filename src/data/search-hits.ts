import "server-only";
import { searchGrams } from "@/lib/search-text";
import { Prisma } from "./generated/client";
import type { ReadTx } from "./with-scope";

/** As many hits are handed on by id. What is found more often is met soon enough along the order of the list. */
export const SEARCH_MOST = 2_000;

/** What a search looks for; alias a is application. */
export type Wanted = { text?: string | undefined; criterion?: string | undefined };

/** Part of a name, of its initials, of its whole pinyin, or of the number. */
export function holdsText(text: string): Prisma.Sql {
  const part = pattern(text);
  return Prisma.sql`(a.search_text LIKE ${part} OR lower(a.number) LIKE ${part})`;
}

function pattern(text: string): string {
  return `%${text
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, "\\$&")}%`;
}

function question({ text, criterion }: Wanted): { grams: string[]; part: string | null } {
  const wanted = text?.trim() ?? "";
  const grams = [...(wanted ? searchGrams(wanted) : []), ...(criterion === undefined ? [] : [`#${criterion}`])];
  return { grams, part: wanted ? pattern(wanted) : null };
}

/**
 * Ids of the submitted applications in scope that a search finds, by its index. Null when there are more than SEARCH_MOST, or when
 * the text is too short for the index: then the list itself is read until its page is full.
 */
export async function searchHits(tx: ReadTx, wanted: Wanted): Promise<string[] | null> {
  const { grams, part } = question(wanted);
  if (grams.length === 0) return null;
  const [found] = await tx.$queryRaw<{ ids: string[] }[]>`
    SELECT ARRAY(SELECT matching_applications(${grams}, ${part}, ${SEARCH_MOST + 1}::int)) AS ids`;
  return found && found.ids.length <= SEARCH_MOST ? found.ids : null;
}

/** The sum of a column over so many hits in scope, 1 to count them; null when the text is too short for the index. */
export async function sumHits(tx: ReadTx, wanted: Wanted, each: Prisma.Sql, most: number): Promise<number | null> {
  const { grams, part } = question(wanted);
  if (grams.length === 0) return null;
  const [found] = await tx.$queryRaw<{ n: number }[]>`
    SELECT coalesce(sum(${each}), 0)::int AS n FROM application a
    WHERE a.id IN (SELECT matching_applications(${grams}, ${part}, ${most}::int))`;
  return found?.n ?? 0;
}
