import { describe, expect, it } from "vitest";
import { isCreditCode } from "@/domain/credit-code";
import { DEMO_TENANTS } from "../../prisma/demo/org-tree";
import { REFERENCE_TREE } from "../support/reference";

describe("isCreditCode", () => {
  it.each(REFERENCE_TREE.negativeUscc)("refuses $value: $why", ({ value }) => {
    expect(isCreditCode(value)).toBe(false);
  });

  it.each(REFERENCE_TREE.positiveUscc)("accepts $value: $why", ({ value }) => {
    expect(isCreditCode(value)).toBe(true);
  });

  const codes = DEMO_TENANTS.flatMap((tenant) => tenant.orgs.flatMap((org) => [org.uscc, org.unitUscc])).filter(
    (code): code is string => code !== undefined,
  );

  it("accepts every code of the demo tree", () => {
    expect(codes.length).toBeGreaterThan(30);
    for (const code of codes) expect(isCreditCode(code), code).toBe(true);
  });

  it("finds every single wrong character", () => {
    const code = codes[0]!;
    for (let i = 0; i < 18; i += 1) {
      for (const other of "0123456789ABCDEFGHJKLMNPQRTUWXY") {
        if (other === code[i]) continue;
        expect(isCreditCode(code.slice(0, i) + other + code.slice(i + 1)), `${other} at ${i}`).toBe(false);
      }
    }
  });

  it("refuses lower case, nothing and numbers", () => {
    expect([codes[0]!.toLowerCase(), "", null, undefined, 914105020000140000].map(isCreditCode)).toEqual(Array(5).fill(false));
  });
});
