import { describe, expect, it } from "vitest";
import { can, PERMISSIONS, type Permission } from "@/domain/permissions";
import { ROLES, type Role } from "@/domain/roles";

// The whole truth table, written out: l lead, c contributor, e enterprise, d district, t city reviewer,
// o organisation administrator, a city administrator, x expert, i inspector, s sysadmin, k secadmin, u auditor.
const LETTERS: Record<string, Role> = {
  l: "lead",
  c: "contributor",
  e: "enterpriseReviewer",
  d: "districtReviewer",
  t: "cityReviewer",
  o: "orgAdmin",
  a: "cityAdmin",
  x: "expert",
  i: "inspector",
  s: "sysadmin",
  k: "secadmin",
  u: "auditor",
};
const EXPECTED: Record<Permission, string> = {
  "application.view": "lcedtoa",
  "application.create": "l",
  "application.edit": "lc",
  "application.submit": "l",
  "application.withdraw": "l",
  "application.copy": "l",
  "application.void": "a",
  "studio.open": "l",
  "review.view": "edtoa",
  "review.decide": "edt",
  "review.settle": "edta",
  "registry.view": "edtoa",
  "registry.export": "edtoa",
  "registry.exportUnmasked": "a",
  "notice.view": "lcedtoa",
  "account.view": "lcedtoaxisku",
  "audit.view": "u",
};

const cells = (Object.keys(EXPECTED) as Permission[]).flatMap((permission) =>
  Object.entries(LETTERS).map(([letter, role]) => ({ permission, role, allowed: EXPECTED[permission].includes(letter) })),
);

describe("can", () => {
  it("lists every permission and every role in the table", () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(PERMISSIONS).sort());
    expect(Object.values(LETTERS).sort()).toEqual(Object.keys(ROLES).sort());
  });

  it.each(cells)("$role $permission: $allowed", ({ permission, role, allowed }) => {
    expect(can(role, permission)).toBe(allowed);
  });

  it("gives no business permission to the three separated administrators", () => {
    for (const role of ["sysadmin", "secadmin", "auditor"] as const) {
      const business = (Object.keys(PERMISSIONS) as Permission[]).filter(
        (p) => can(role, p) && !["account.view", "audit.view"].includes(p),
      );
      expect(business).toEqual([]);
    }
  });
});
