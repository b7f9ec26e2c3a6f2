import "server-only";
import type { CriteriaSet } from "@/domain/criteria-set";
import type { Viewer } from "@/domain/viewer";
import { criteriaSets } from "./criteria-sets";
import type { ReadTx } from "./with-scope";

export type RegistryBatch = { id: string; code: string; title: string; year: number; criteriaSet: CriteriaSet };
/** A union that recommends: district, zone, industry union, or the city for its direct units. shortName as in file names (文峰区). */
export type RegistryUnion = { orgPath: string; code: string; kind: string; name: string; shortName: string };
/** chosen: the columns that this person chose, by name of the list. */
export type RegistryOptions = {
  batches: readonly RegistryBatch[];
  unions: readonly RegistryUnion[];
  viewerUnit: string;
  chosen: Readonly<Record<string, readonly string[]>>;
};

type Found = {
  batches: { id: string; code: string; title: string; year: number; set: string }[] | null;
  unions: { orgPath: string; code: string; kind: string; name: string; shortName: string | null; regionCode: string | null }[] | null;
  regions: { code: string; name: string }[] | null;
  chosen: Record<string, string[]> | null;
};

/**
 * What a registry can be limited to: the batches of the city, the newest first, and the recommending unions of the subtree; and the
 * columns that the viewer chose. One statement.
 */
export async function loadRegistryOptions(tx: ReadTx, viewer: Viewer): Promise<RegistryOptions> {
  const { cityPath, scope } = viewer;
  const [found] = await tx.$queryRaw<Found[]>`
    SELECT (SELECT jsonb_agg(jsonb_build_object('id', b.id, 'code', b.code, 'title', b.title, 'year', b.year, 'set', b.criteria_set_id)
              ORDER BY b.year DESC, b.opens_on DESC, b.code) FROM batch b WHERE b.org_path = ${cityPath}) AS batches,
      (SELECT jsonb_agg(jsonb_build_object('orgPath', o.org_path, 'code', o.code, 'kind', o.kind, 'name', o.name,
                'shortName', o.short_name, 'regionCode', o.region_code) ORDER BY o.code)
        FROM org_unit o WHERE o.city_path = ${cityPath} AND o.kind IN ('city', 'district', 'zone', 'industry')
          AND o.org_path >= ${scope.lo} AND o.org_path < ${scope.hi}) AS unions,
      (SELECT c.regions FROM org_unit c WHERE c.org_path = ${cityPath}) AS regions,
      (SELECT jsonb_object_agg(p.list, to_jsonb(p.columns)) FROM list_preference p
        WHERE p.account_id = ${viewer.accountId}::uuid AND p.org_path = ${viewer.orgPath}) AS chosen`;
  const { batches, unions, regions, chosen } = found ?? { batches: null, unions: null, regions: null, chosen: null };
  const sets = await criteriaSets(
    tx,
    (batches ?? []).map((batch) => batch.set),
  );
  const regionNames = new Map((Array.isArray(regions) ? regions : []).map(({ code, name }) => [code, name]));
  const options = (unions ?? []).map(({ regionCode, ...union }) => {
    const region = union.kind === "district" || union.kind === "zone" ? regionNames.get(regionCode ?? "") : undefined;
    return { ...union, shortName: union.shortName ?? region ?? union.name };
  });
  return {
    batches: (batches ?? []).map(({ set, ...batch }) => ({ ...batch, criteriaSet: sets.get(set) as CriteriaSet })),
    unions: options,
    viewerUnit: options.find((union) => union.orgPath === viewer.orgPath)?.shortName ?? viewer.orgName,
    chosen: chosen ?? {},
  };
}
