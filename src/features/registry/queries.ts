import "server-only";
import { COUNT_CAP, type Counted, type RegistryPage } from "@/data/registry";
import { narrowed } from "@/data/registry-filter";
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

type RawParams = Readonly<Record<string, string | string[] | undefined>>;

/** One page of a registry and everything beside it, in one scoped transaction of a few statements. */
export function loadRegistryView(viewer: Viewer, list: RegistryList, raw: RawParams): Promise<RegistryView> {
  return readInScope(viewer.scope, async (tx) => {
    const options = await loadRegistryOptions(tx, viewer);
    const request = registryRequest(list, registryParams(raw), options);
    const { order, batches } = request;
    const filter = await narrowed(tx, request.filter);
    const allColumns = list.columns(batches);
    const chosen = options.chosen[list.preference(batches)] ?? [];
    const place = placeOf(raw["at"], order, list.key === "members");
    const page = await list.read(tx, { viewer, filter, order }, place, PAGE_SIZE);
    const isWhole = place === null && page.next === null;
    const total = isWhole ? { n: page.rows.length, more: false } : await list.count(tx, { viewer, filter }, COUNT_CAP);
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
