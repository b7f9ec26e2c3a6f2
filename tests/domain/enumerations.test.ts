import { describe, expect, it } from "vitest";
import { ENUMS, enumLabel, type EnumName, enumRank, enumValues, isEnumKey } from "@/domain/enumerations";
import { REFERENCE_ENUMS } from "../support/reference";

describe("ENUMS", () => {
  it("has exactly the enumerations of the reference", () => {
    expect(Object.keys(ENUMS).toSorted()).toEqual(Object.keys(REFERENCE_ENUMS).toSorted());
  });

  it.each(Object.keys(REFERENCE_ENUMS))("%s equals the reference value by value, in order", (name) => {
    expect(ENUMS[name as EnumName]).toEqual(REFERENCE_ENUMS[name]);
  });

  it("offers industries A to T and 56 ethnic groups", () => {
    expect(
      enumValues("industry")
        .map((value) => value.key)
        .join(""),
    ).toBe("ABCDEFGHIJKLMNOPQRST");
    expect(enumValues("ethnicity")).toHaveLength(56);
  });
});

describe("enumLabel", () => {
  it("gives the label of each language", () => {
    expect(enumLabel("studioKind", "joint")).toBe("联合创新工作室");
    expect(enumLabel("studioKind", "joint", "en")).toBe("Joint innovation studio");
  });

  it("gives back what is no key", () => {
    expect(enumLabel("studioKind", "half-ty")).toBe("half-ty");
  });
});

describe("enumRank", () => {
  it("orders honor levels", () => {
    const ranks = ["enterprise", "county", "city", "provincial", "national"].map((key) => enumRank("honorLevel", key));
    expect(ranks).toEqual([10, 20, 30, 40, 50]);
  });

  it("is 0 for nothing, for an unknown key and without an order", () => {
    expect([enumRank("honorLevel", null), enumRank("honorLevel", "x"), enumRank("gender", "male")]).toEqual([0, 0, 0]);
  });
});

describe("isEnumKey", () => {
  it("knows keys from labels and other values", () => {
    expect([isEnumKey("gender", "male"), isEnumKey("gender", "男"), isEnumKey("gender", 1)]).toEqual([true, false, false]);
  });
});
