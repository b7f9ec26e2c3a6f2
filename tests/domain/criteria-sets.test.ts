import { describe, expect, it } from "vitest";
import { CHECKS } from "@/domain/criteria-checks";
import type { CriteriaSet } from "@/domain/criteria-set";
import { CRITERIA_SETS, criteriaSet } from "@/domain/criteria-sets";
import { fieldAt } from "@/domain/application-form";
import { REFERENCE_CRITERIA } from "../support/reference";

const ENGLISH = ["messageEn", "textEn", "humanJudgementEn", "labelEn"];

/** The set as the reference writes it: no English beside titles, no texts of checks. */
function asReference(set: CriteriaSet): unknown {
  return JSON.parse(JSON.stringify(set), (key, value: unknown) => (ENGLISH.includes(key) || key === "message" ? undefined : value));
}

describe("CRITERIA_SETS", () => {
  it("are the five of the reference, in order", () => {
    expect(CRITERIA_SETS.map((set) => set.code)).toEqual(REFERENCE_CRITERIA.sets.map((set) => set.code));
  });

  it.each(REFERENCE_CRITERIA.sets)("$code equals the reference item by item", (reference) => {
    expect(asReference(criteriaSet(reference.code)!)).toEqual(reference);
  });

  it.each(CRITERIA_SETS)("$code says everything in English too", (set) => {
    const texts = set.items.flatMap((item) => [
      item.titleEn,
      item.textEn,
      ...item.humanJudgementEn,
      ...(item.deductions ?? []).map((one) => one.labelEn),
      ...item.checks.map((check) => check.messageEn),
    ]);
    const grades = (set.scoring?.grades ?? []).map((grade) => grade.labelEn);
    for (const text of [set.titleEn, ...texts, ...grades]) expect(text).toMatch(/^[^\u4e00-\u9fff]+$/);
    for (const item of set.items) expect(item.humanJudgementEn, item.key).toHaveLength(item.humanJudgement.length);
  });

  it("are pure data that survives being stored", () => {
    expect(JSON.parse(JSON.stringify(CRITERIA_SETS))).toEqual(CRITERIA_SETS);
  });

  it.each(CRITERIA_SETS)("$code carries the texts of its checks and states every parameter", (set) => {
    for (const reference of [set.general, ...set.items].flatMap((item) => item.checks)) {
      const check = CHECKS[reference.code]!;
      expect(reference.message).toBe(check.message);
      expect(reference.messageEn).toBe(check.messageEn);
      expect(Object.keys(reference.params).toSorted(), reference.code).toEqual(Object.keys(check.params).toSorted());
    }
  });

  it.each(CRITERIA_SETS)("$code names evidence that names it back", (set) => {
    for (const item of set.items) {
      for (const slot of item.evidence) expect(fieldAt(slot)?.evidences).toContain(`${set.code}.${item.key}`);
    }
  });
});

describe("criteriaSet", () => {
  it("finds a version and nothing else", () => {
    expect(criteriaSet("bayou", "1")?.title).toBe("八有");
    expect([criteriaSet("bayou", "2"), criteriaSet("nothing")]).toEqual([undefined, undefined]);
  });
});
