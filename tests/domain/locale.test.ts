import { describe, expect, it } from "vitest";
import { inList, labelled } from "@/domain/locale";

describe("inList", () => {
  it("puts the sign of the language between names", () => {
    expect(inList(["甲", "乙", "丙"], "zh-CN")).toBe("甲、乙、丙");
    expect(inList(["a", "b"], "en")).toBe("a, b");
    expect(inList(["a"], "en")).toBe("a");
    expect(inList([], "zh-CN")).toBe("");
  });
});

describe("labelled", () => {
  it("puts the colon of the language between a name and what it says", () => {
    expect([labelled("同意", "材料齐全", "zh-CN"), labelled("Approved", "complete", "en")]).toEqual([
      "同意：材料齐全",
      "Approved: complete",
    ]);
  });
});
