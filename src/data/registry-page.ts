import type { RegistryOrder, RegistryPlace } from "./registry-filter";

/** partial: rows beyond the page were not looked at yet, so that next (of a page read backwards: previous) may lead to more, or to none. */
export type RegistryPage<Row> = { rows: Row[]; previous: RegistryPlace | null; next: RegistryPlace | null; partial: boolean };

/** A row as a place of its list. */
export type Edge = { sortValue: string; id: string };

type Read<Raw> = {
  /** in the direction of the place; one more than the size where there is one */
  raw: readonly Raw[];
  order: RegistryOrder;
  place: RegistryPlace | null;
  size: number;
  /** where looking for more was broken off */
  end: Edge | null;
};

/** Ids that no application has, before and after all that one may have. */
const [FIRST_ID, LAST_ID] = ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"];

/** Cuts the row that was read beyond the page, puts a page that was read backwards into order, and tells the pages before and after it. */
export function pageOf<Raw, Row>(
  { raw, order, place, size, end }: Read<Raw>,
  edgeOf: (row: Raw) => Edge,
  rowOf: (row: Raw, position: number) => Row,
): RegistryPage<Row> {
  const kept = raw.slice(0, size);
  const more = raw.length > size;
  const backwards = place?.backwards ?? false;
  if (backwards) kept.reverse();
  const first = backwards ? Math.max(0, (place?.position ?? 0) - kept.length) : (place?.position ?? 0);
  const [head, last] = [kept[0], kept.at(-1)].map((row) => row && edgeOf(row));
  const edge = (at: Edge | undefined, position: number, towards: boolean): RegistryPlace | null =>
    at ? { value: at.sortValue, id: at.id, position, backwards: towards } : null;
  // a page on which nothing was found leads back to where it began, the row there included
  const began = place && { sortValue: place.value, id: order.descending ? FIRST_ID : LAST_ID };
  const before = backwards ? (end ?? head) : (head ?? began ?? undefined);
  const after = backwards ? last : (end ?? last);
  return {
    rows: kept.map((row, index) => rowOf(row, first + index + 1)),
    previous: (backwards ? more || end : place) ? edge(before, first, true) : null,
    next: backwards || more || end ? edge(after, first + kept.length, false) : null,
    partial: end !== null,
  };
}
