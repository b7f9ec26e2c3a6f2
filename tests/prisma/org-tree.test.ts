import { describe, expect, it } from "vitest";
import { criteriaSet } from "@/domain/criteria-sets";
import { DEMO_ROUTES, DEMO_TENANTS } from "../../prisma/demo/org-tree";
import { REFERENCE_TREE } from "../support/reference";

describe("DEMO_TENANTS", () => {
  it("equal the reference, organisation by organisation and batch by batch", () => {
    const reference = REFERENCE_TREE.tenants.map((tenant) => ({
      ...tenant,
      orgs: tenant.orgs.map(({ usedBy: _usedBy, ...org }) => org).toSorted(byCode),
      batches: tenant.batches.map((batch) => ({ ...batch, returnWorkingDays: 10 })),
    }));
    const own = DEMO_TENANTS.map((tenant) => ({ ...tenant, orgs: tenant.orgs.toSorted(byCode) }));
    expect(own).toEqual(reference);
  });

  it("pin criteria sets that exist", () => {
    for (const batch of DEMO_TENANTS.flatMap((tenant) => tenant.batches)) {
      expect(criteriaSet(batch.criteriaSet, batch.criteriaVersion)?.status).toBe("active");
    }
  });
});

describe("DEMO_ROUTES", () => {
  it("equal the reference", () => {
    expect(DEMO_ROUTES).toEqual(REFERENCE_TREE.routes);
  });
});

function byCode(a: { code?: unknown }, b: { code?: unknown }): number {
  return String(a.code) < String(b.code) ? -1 : 1;
}
