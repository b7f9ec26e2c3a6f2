import "server-only";
import { COUNT_CAP, type Counted } from "@/data/registry";
import type { RegistryPage } from "@/data/registry-page";
import { narrowed, type RegistryPlace } from "@/data/registry-filter";
import { loadRegistryOptions, type RegistryOptions } from "@/data/registry-options";
import { readInScope } from "@/data/with-scope";
import { chosenColumns, type RegistryColumn } from "@/domain/registry/registry-column";
import type { Viewer } from "@/domain/viewer";
import { type AnyRow, type RegistryList } from "./registry-lists";
import { placeOf, registryParams, type RegistryRequest, registryRequest } from "./registry-params";

const PAGE_SIZE = 50;

export type RegistryView = RegistryRequest & {
  list: RegistryList;
  options: RegistryOptions;
  allColumns: readonly RegistryColumn<AnyRow>[];
  columns: readonly RegistryColumn<AnyRow>[];
  page: RegistryPage<AnyRow>;
  isFirst: boolean;
  /** rows of the whole list, or more than that */
  total: Counted;
};

/** Counted only where the page does not tell: the first that is also the last, or one that was broken off. */
async function totalOf(
  { rows, next, partial }: RegistryPage<AnyRow>,
  place: RegistryPlace | null,
  count: () => Promise<Counted>,
): Promise<Counted> {
  const seen = (place && !place.backwards ? place.position : 0) + rows.length;
  if (partial) return { n: seen, more: true };
  if (place === null && next === null) return { n: seen, more: false };
  const counted = await count();
  return counted.more ? { n: Math.max(counted.n, Math.min(seen, COUNT_CAP)), more: true } : counted;
}

type RawParams = Readonly<Record<string, string | string[] | undefined>>;

/** One page of a registry and everything beside it, in one scoped transaction of a few statements. */
export function loadRegistryView(viewer: Viewer, list: RegistryList, raw: RawParams): Promise<RegistryView> {
  return readInScope(viewer.scope, async (tx) => {
    const options = await loadRegistryOptions(tx, viewer);
    const request = registryRequest(list, registryParams(raw), options);
    const { order, batches } = request;
    const filter = await narrowed(tx, viewer, request.filter);
    const allColumns = list.columns(batches);
    const chosen = options.chosen[list.preference(batches)] ?? [];
    const place = placeOf(raw["at"], order, list.key === "members");
    const page = await list.read(tx, { viewer, filter, order }, place, PAGE_SIZE);
    const total = await totalOf(page, place, () => list.count(tx, { viewer, filter }, COUNT_CAP));
    return {
      ...request,
      list,
      options,
      allColumns,
      columns: chosenColumns(allColumns, chosen),
      page,
      isFirst: place === null,
      total,
    };
  });
}
