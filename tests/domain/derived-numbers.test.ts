import { describe, expect, it } from "vitest";
import { DERIVED_NUMBERS, derivedNumbers } from "@/domain/derived-numbers";
import { exampleFiling } from "../support/example-file";
import { exampleContext } from "../support/judge-example";
import { EXAMPLES, REFERENCE_FORM } from "../support/reference";

describe("DERIVED_NUMBERS", () => {
  it("have the labels, types and units of the reference", () => {
    expect(DERIVED_NUMBERS.map(({ value: _value, ...rest }) => rest)).toEqual(
      REFERENCE_FORM.derived.map(({ expr: _expr, ...rest }) => rest),
    );
  });
});

describe("derivedNumbers", () => {
  it("are computed from a complete application", () => {
    const example = EXAMPLES.find((one) => one.id === "EX01")!;
    expect(derivedNumbers(exampleContext(example, exampleFiling(example), []))).toEqual({
      teamSize: 11,
      dualQualified: 2,
      leadHonorRank: 50,
      equipmentRows: 4,
      fundsTotal: "65.5",
      benefitTotal: "264.8",
      patentsGranted: 5,
      activities12Months: 9,
      mentoringPairs: 8,
      trainingPeople: 520,
      promotedPeople: 16,
    });
  });
});
