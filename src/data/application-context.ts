import "server-only";
import type { BatchRules } from "@/domain/batch-rules";
import type { CriteriaSet } from "@/domain/criteria-set";
import { prefillSource, type PrefillSource, type UnionProfile } from "@/domain/form-prefill";
import { parentPathOf } from "@/domain/org-path";
import { criteriaSets } from "./criteria-sets";
import { Prisma } from "./generated/client";
import type { ReadTx } from "./with-scope";

/** The organisations around a studio, read through "published": its enterprise union and what stands above. */
export type StudioSurroundings = {
  union: { code: string; name: string; orgPath: string; regionCode: string | null; profile: UnionProfile };
  /** the parent of the enterprise union: recommends the unit and decides the route */
  parent: { code: string; name: string; kind: string; orgPath: string };
  city: { code: string; name: string; regions: readonly { code: string; name: string }[] };
};

type OrgRow = StudioSurroundings["parent"] & { regionCode: string | null; regions: unknown; profile: unknown };

/** Columns that studioSurroundings() reads of the three organisations above a studio; path: an expression. */
export function organisationsAbove(path: Prisma.Sql): Prisma.Sql {
  // an array that is made first: a condition that reckons with rows would not be leakproof, and no index could answer it
  return Prisma.sql`
    SELECT o.code, o.name, o.kind, o.org_path AS "orgPath", o.region_code AS "regionCode", o.regions, o.profile FROM org_unit o
    WHERE o.org_path = ANY (ARRAY(
      SELECT unnest(ARRAY[substr(s.path, 1, length(s.path) - 9), substr(s.path, 1, length(s.path) - 18), substr(s.path, 1, 10)]) FROM (SELECT ${path} AS path) s))`;
}

export async function studioSurroundings(tx: ReadTx, studioPath: string): Promise<StudioSurroundings> {
  return surroundingsFrom(await tx.$queryRaw<unknown[]>(organisationsAbove(Prisma.sql`${studioPath}::text`)), studioPath);
}

/** Throws when the path is no studio under an enterprise union: the tree is wrong, not the request. */
export function surroundingsFrom(found: readonly unknown[], studioPath: string): StudioSurroundings {
  const rows = found as OrgRow[];
  const unionPath = parentPathOf(studioPath);
  const parentPath = unionPath && parentPathOf(unionPath);
  const cityPath = studioPath.slice(0, 10);
  if (!unionPath || !parentPath) throw new Error("not the path of a studio");
  const at = (path: string) => {
    const row = rows.find((one) => one.orgPath === path);
    if (!row) throw new Error("an organisation above the studio is missing");
    return row;
  };
  const [union, parent, city] = [at(unionPath), at(parentPath), at(cityPath)];
  return {
    union: {
      code: union.code,
      name: union.name,
      orgPath: union.orgPath,
      regionCode: union.regionCode,
      profile: (union.profile ?? {}) as UnionProfile,
    },
    parent: { code: parent.code, name: parent.name, kind: parent.kind, orgPath: parent.orgPath },
    city: { code: city.code, name: city.name, regions: (city.regions ?? []) as { code: string; name: string }[] },
  };
}

/** What the form is filled with in advance. */
export function prefillOf(around: StudioSurroundings, account: { name: string; mobile: string | null }, today: string): PrefillSource {
  return prefillSource({ union: around.union, parentCode: around.parent.code, account, today });
}

export const BATCH_FIELDS = {
  id: true,
  code: true,
  title: true,
  year: true,
  level: true,
  allowedKinds: true,
  minHonorLevel: true,
  minRunningYears: true,
  requiresStory: true,
  requiresInternalPublicity: true,
  requiresStampedForm: true,
  opensOn: true,
  closesAt: true,
  maxReturns: true,
  returnWorkingDays: true,
  routes: true,
} as const;

/** The same as one JSON object of a statement, alias b; closesAt arrives as text. */
export const BATCH_JSON = Prisma.sql`jsonb_build_object('id', b.id, 'code', b.code, 'title', b.title, 'year', b.year, 'level', b.level,
  'allowedKinds', b.allowed_kinds, 'minHonorLevel', b.min_honor_level, 'minRunningYears', b.min_running_years,
  'requiresStory', b.requires_story, 'requiresInternalPublicity', b.requires_internal_publicity,
  'requiresStampedForm', b.requires_stamped_form, 'opensOn', b.opens_on, 'closesAt', b.closes_at, 'maxReturns', b.max_returns,
  'returnWorkingDays', b.return_working_days, 'routes', b.routes)`;

type BatchRow = Omit<BatchRules, "closesAt"> & { closesAt: Date };

/** The rules of a batch as the domain reads them. */
export function batchRules(row: BatchRow): BatchRules {
  return {
    code: row.code,
    year: row.year,
    level: row.level,
    allowedKinds: row.allowedKinds,
    minHonorLevel: row.minHonorLevel,
    minRunningYears: row.minRunningYears,
    requiresStory: row.requiresStory,
    requiresInternalPublicity: row.requiresInternalPublicity,
    requiresStampedForm: row.requiresStampedForm,
    opensOn: row.opensOn,
    closesAt: row.closesAt.toISOString(),
    maxReturns: row.maxReturns,
    returnWorkingDays: row.returnWorkingDays,
  };
}

/** The set that the application pins. It was checked when it was stored and never changes. */
export async function pinnedCriteriaSet(tx: ReadTx, criteriaSetId: string): Promise<CriteriaSet> {
  const set = (await criteriaSets(tx, [criteriaSetId])).get(criteriaSetId);
  if (!set) throw new Error("the application pins a criteria set that is not there");
  return set;
}
