import { randomBytes, randomUUID } from "node:crypto";
import { withScope, type ScopedTx } from "@/data/with-scope";
import { CRITERIA_SETS } from "@/domain/criteria-sets";
import { childPath, subtreeOf } from "@/domain/org-path";
import { hashPassword } from "@/server/password";
import { type DemoPerson, demoPassword, demoPeople } from "./demo-people";
import type { DemoOrg, DemoTenant } from "./demo-tenant";
import { DEMO_ROUTES, DEMO_TENANTS } from "./org-tree";

/** Row of DATA_DIR/demo-accounts.json. org is the code of the tree; for a lead that of the enterprise union. */
export type DemoAccount = { tenant: string; org: string; role: string; name: string; login: string; password: string };

const UNIT_KEYS = [
  "unitName",
  "unitUscc",
  "uscc",
  "nature",
  "ownership",
  "industry",
  "address",
  "staffCount",
  "memberCount",
  "industries",
] as const;

const segment = () => randomBytes(4).toString("hex");

/**
 * Loads the demo cities through the same fenced login as the portal, each inside its own scope and in one transaction.
 * keep is called with the accounts before the first row is committed, so that a password is never lost.
 */
export async function seedDemo(keep: (accounts: DemoAccount[]) => void): Promise<DemoAccount[]> {
  let offset = 0;
  const plans = DEMO_TENANTS.map((tenant) => {
    const people = demoPeople(tenant, offset).map((person) => ({ ...person, password: demoPassword() }));
    offset += people.length;
    return { tenant, people };
  });
  const accounts = plans.flatMap(({ tenant, people }) =>
    people.map(({ org, role, name, login, password }) => ({ tenant: tenant.code, org, role, name, login, password })),
  );
  keep(accounts);
  for (const { tenant, people } of plans) await seedTenant(tenant, people);
  return accounts;
}

async function seedTenant(tenant: DemoTenant, people: (DemoPerson & { password: string })[]): Promise<void> {
  const hashes = new Map<string, string>();
  for (const person of people) hashes.set(person.login, await hashPassword(person.password));
  const cityPath = `/${segment()}/`;
  const paths = new Map<string, string>();
  for (const org of tenant.orgs) {
    const parent = org.parent === null ? null : paths.get(org.parent);
    if (parent === undefined) throw new Error(`${org.code} stands before its parent`);
    paths.set(org.code, parent === null ? cityPath : childPath(parent, segment()));
  }
  await withScope(
    subtreeOf(cityPath),
    async (tx) => {
      await tx.orgUnit.createMany({ data: tenant.orgs.map((org) => orgRow(tenant, org, paths, cityPath)) });
      await seedCriteria(tx, tenant, cityPath);
      const studios = new Map<string, string>();
      for (const person of people) if (person.role === "lead") studios.set(person.org, childPath(pathOf(paths, person.org), segment()));
      await tx.orgUnit.createMany({
        data: [...studios].map(([code, orgPath]) => studioRow(tenant, code, orgPath, pathOf(paths, code), cityPath)),
      });
      for (const person of people) {
        const orgPath = person.role === "lead" ? pathOf(studios, person.org) : pathOf(paths, person.org);
        const accountId = randomUUID();
        const passwordHash = hashes.get(person.login) ?? "";
        const { login, name, mobile, role } = person;
        await tx.userAccount.create({
          data: { id: accountId, orgPath, cityPath, login, name, mobile, passwordHash },
          select: { id: true },
        });
        const places = person.alsoAt ? [orgPath, pathOf(paths, person.alsoAt)] : [orgPath];
        for (const place of places)
          await tx.roleGrant.create({ data: { id: randomUUID(), orgPath: place, cityPath, accountId, role }, select: { id: true } });
      }
    },
    { timeout: 60_000 },
  );
}

function pathOf(paths: Map<string, string>, code: string): string {
  const path = paths.get(code);
  if (!path) throw new Error(`no path for ${code}`);
  return path;
}

function orgRow(tenant: DemoTenant, org: DemoOrg, paths: Map<string, string>, cityPath: string) {
  const isCity = org.kind === "city";
  const profile = Object.fromEntries(UNIT_KEYS.flatMap((key) => (org[key] === undefined ? [] : [[key, org[key]]])));
  return {
    id: randomUUID(),
    orgPath: pathOf(paths, org.code),
    cityPath,
    parentPath: org.parent === null ? null : pathOf(paths, org.parent),
    code: org.code,
    kind: org.kind,
    name: org.name,
    regionCode: org.regionCode,
    profile,
    ...(isCity ? { shortName: tenant.shortName, tenantCode: tenant.code, regions: [...tenant.regions] } : {}),
  };
}

function studioRow(tenant: DemoTenant, code: string, orgPath: string, parentPath: string, cityPath: string) {
  const unit = tenant.orgs.find((org) => org.code === code);
  return {
    id: randomUUID(),
    orgPath,
    cityPath,
    parentPath,
    code: `${code}-S1`,
    kind: "studio",
    name: `${unit?.unitName ?? unit?.name ?? code}工作室`,
    regionCode: unit?.regionCode ?? null,
  };
}

async function seedCriteria(tx: ScopedTx, tenant: DemoTenant, cityPath: string): Promise<void> {
  const ids = new Map<string, string>();
  for (const set of CRITERIA_SETS) {
    const id = randomUUID();
    ids.set(`${set.code} ${set.version}`, id);
    const { code, version, title, titleEn } = set;
    await tx.criteriaSet.create({
      data: { id, orgPath: cityPath, code, version, title, titleEn, body: structuredClone(set) as never },
      select: { id: true },
    });
  }
  for (const { criteriaSet, criteriaVersion, closesAt, ...batch } of tenant.batches) {
    const criteriaSetId = ids.get(`${criteriaSet} ${criteriaVersion}`);
    if (!criteriaSetId) throw new Error(`batch ${batch.code} pins an unknown criteria set`);
    await tx.batch.create({
      data: {
        ...batch,
        allowedKinds: [...batch.allowedKinds],
        quotas: [...batch.quotas],
        id: randomUUID(),
        orgPath: cityPath,
        criteriaSetId,
        closesAt: new Date(closesAt),
        routes: DEMO_ROUTES,
      },
      select: { id: true },
    });
  }
}
