import "server-only";
import type { CriteriaSet } from "@/domain/criteria-set";
import type { Viewer } from "@/domain/viewer";
import type { ScopedTx } from "./with-scope";

export type RegistryBatch = { id: string; code: string; title: string; year: number; criteriaSet: CriteriaSet };
/** A union that recommends: district, zone, industry union, or the city for its direct units. shortName as in file names (文峰区). */
export type RegistryUnion = { orgPath: string; code: string; kind: string; name: string; shortName: string };
export type RegistryOptions = { batches: readonly RegistryBatch[]; unions: readonly RegistryUnion[]; viewerUnit: string };

const RECOMMENDING = ["city", "district", "zone", "industry"];

/** What a registry can be limited to: the batches of the city, the newest first, and the recommending unions of the subtree. */
export async function loadRegistryOptions(tx: ScopedTx, viewer: Viewer): Promise<RegistryOptions> {
  const batches = await tx.batch.findMany({
    where: { orgPath: viewer.cityPath },
    orderBy: [{ year: "desc" }, { opensOn: "desc" }, { code: "asc" }],
    select: { id: true, code: true, title: true, year: true, criteriaSet: { select: { body: true } } },
  });
  const unions = await tx.orgUnit.findMany({
    where: { cityPath: viewer.cityPath, kind: { in: RECOMMENDING }, orgPath: { gte: viewer.scope.lo, lt: viewer.scope.hi } },
    orderBy: { code: "asc" },
    select: { orgPath: true, code: true, kind: true, name: true, shortName: true, regionCode: true },
  });
  const city = await tx.orgUnit.findFirst({ where: { orgPath: viewer.cityPath }, select: { regions: true } });
  const regions = new Map(
    (Array.isArray(city?.regions) ? (city.regions as { code: string; name: string }[]) : []).map(({ code, name }) => [code, name]),
  );
  const options = unions.map(({ regionCode, ...union }) => {
    const region = union.kind === "district" || union.kind === "zone" ? regions.get(regionCode ?? "") : undefined;
    return { ...union, shortName: union.shortName ?? region ?? union.name };
  });
  return {
    batches: batches.map(({ criteriaSet, ...batch }) => ({ ...batch, criteriaSet: criteriaSet.body as unknown as CriteriaSet })),
    unions: options,
    viewerUnit: options.find((union) => union.orgPath === viewer.orgPath)?.shortName ?? viewer.orgName,
  };
}
