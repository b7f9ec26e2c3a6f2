import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { CRITERIA_SETS } from "@/domain/criteria-sets";
import type { FirstCity } from "@/domain/first-city";
import { subtreeOf } from "@/domain/org-path";
import { writeAudit } from "./audit";
import { authClient } from "./prisma";
import { withScope } from "./with-scope";

/** True while nobody can sign in: no account and no city. */
export async function isEmptyInstallation(): Promise<boolean> {
  const [row] = await authClient().$queryRaw<{ empty: boolean }[]>`
    SELECT NOT EXISTS (SELECT FROM user_account) AND NOT EXISTS (SELECT FROM org_unit) AS empty`;
  return row?.empty === true;
}

/**
 * Makes the first city, its administrator and the criteria sets that batches choose from, inside the new city's own
 * scope. False when somebody else was first; a lock lets one at a time ask.
 */
export function createFirstCity(city: FirstCity, passwordHash: string): Promise<boolean> {
  const cityPath = `/${randomBytes(4).toString("hex")}/`;
  const accountId = randomUUID();
  return withScope(subtreeOf(cityPath), async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('first city', 0))`;
    if (!(await isEmptyInstallation())) return false;
    await tx.orgUnit.create({
      data: {
        id: randomUUID(),
        orgPath: cityPath,
        cityPath,
        parentPath: null,
        code: city.prefix,
        kind: "city",
        name: city.cityName,
        shortName: city.shortName,
        regionCode: city.regionCode,
        tenantCode: city.prefix.toLowerCase(),
        regions: [{ code: city.regionCode, name: `${city.shortName}本级` }],
      },
      select: { id: true },
    });
    for (const set of CRITERIA_SETS) {
      const { code, version, title, titleEn } = set;
      await tx.criteriaSet.create({
        data: { id: randomUUID(), orgPath: cityPath, code, version, title, titleEn, body: structuredClone(set) as never },
        select: { id: true },
      });
    }
    await tx.userAccount.create({
      data: { id: accountId, orgPath: cityPath, cityPath, login: city.login, name: city.name, passwordHash },
      select: { id: true },
    });
    await tx.roleGrant.create({
      data: { id: randomUUID(), orgPath: cityPath, cityPath, accountId, role: "cityAdmin" },
      select: { id: true },
    });
    await writeAudit(tx, null, {
      action: "city.create",
      entity: "account",
      entityId: accountId,
      orgPath: cityPath,
      detail: { role: "cityAdmin" },
    });
    return true;
  });
}
