import "server-only";
import type { ScopedTx } from "./with-scope";

/** Names of the city's regions, and of those organisations of the codes that the viewer may see. */
export async function listFieldNames(
  tx: ScopedTx,
  cityPath: string,
  orgCodes: readonly string[],
): Promise<{ regions: Record<string, string>; orgs: Record<string, string> }> {
  const city = await tx.orgUnit.findUnique({ where: { orgPath: cityPath }, select: { regions: true } });
  const orgs = await tx.orgUnit.findMany({ where: { cityPath, code: { in: [...orgCodes] } }, select: { code: true, name: true } });
  const regions = (city?.regions ?? []) as { code: string; name: string }[];
  return {
    regions: Object.fromEntries(regions.map((region) => [region.code, region.name])),
    orgs: Object.fromEntries(orgs.map((org) => [org.code, org.name])),
  };
}
