import type { BatchRules } from "../../src/domain/batch-rules";
import type { EnumKey } from "../../src/domain/enumerations";
import type { UnionProfile } from "../../src/domain/form-prefill";

/** Kinds of organisation an enterprise union may stand under; the kind decides the route. */
export type RouteKind = "district" | "zone" | "industry" | "city";

/** An organisation; of an enterprise union also its own code and the profile of its unit. */
export type DemoOrg = UnionProfile & {
  /** unique over all tenants */
  code: string;
  kind: EnumKey<"orgKind">;
  /** code of the organisation above; of an enterprise union it is also the recommending union */
  parent: string | null;
  name: string;
  regionCode: string;
  /** industry unions: sections of GB/T 4754 */
  industries?: readonly string[];
};

export type DemoBatch = BatchRules & {
  title: string;
  criteriaSet: string;
  criteriaVersion: string;
  formVersion: string;
  publicityWorkingDays: number;
  /** places each recommending union may recommend; a union not listed has no limit */
  quotas: readonly { org: string; places: number }[];
};

export type DemoTenant = {
  code: string;
  name: string;
  shortName: string;
  regionCode: string;
  defaultCriteriaSet: string;
  /** GB/T 2260 codes; local marks a code of the tenant outside that standard */
  regions: readonly { code: string; name: string; local?: boolean }[];
  orgs: readonly DemoOrg[];
  batches: readonly DemoBatch[];
};
