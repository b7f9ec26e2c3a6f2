import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDecimals, fromUnits, isNumeric, sumDecimals, toUnits } from "@/domain/decimal";

describe("toUnits", () => {
  it.each([
    ["18.00", 180000n],
    ["0.0001", 1n],
    ["999999.9999", 9999999999n],
    ["-1.5", -15000n],
    [12, 120000n],
    [1.25, 12500n],
    ["1.23456", 12345n],
    ["12a", 0n],
    ["18.", 0n],
    ["", 0n],
    [null, 0n],
    [undefined, 0n],
    [true, 0n],
    [Number.NaN, 0n],
    [1e30, 0n],
  ])("%j counts %s ten-thousandths", (value, units) => {
    expect(toUnits(value)).toBe(units);
  });
});

describe("fromUnits", () => {
  it.each([
    [655000n, "65.5"],
    [30000n, "3"],
    [1n, "0.0001"],
    [-15000n, "-1.5"],
    [0n, "0"],
  ])("%s is %s", (units, text) => {
    expect(fromUnits(units)).toBe(text);
  });

  it("and back is the same", () => {
    fc.assert(
      fc.property(fc.bigInt(), (units) => {
        expect(toUnits(fromUnits(units))).toBe(units);
      }),
    );
  });
});

describe("sumDecimals", () => {
  it("is exact where floats are not", () => {
    expect(sumDecimals(["0.1", "0.2"])).toBe("0.3");
    expect(sumDecimals(["999999.9999", "0.0001", null, "x", 1])).toBe("1000001");
    expect(sumDecimals([])).toBe("0");
  });
});

describe("compareDecimals", () => {
  it("compares values, not texts", () => {
    expect([compareDecimals("0.10", "0.1"), compareDecimals("9", "10"), compareDecimals(2, "1.9999")]).toEqual([0, -1, 1]);
  });
});

describe("isNumeric", () => {
  it("knows numbers from half-typed text", () => {
    expect(["1", "1.5", "-1", 3].map(isNumeric)).toEqual([true, true, true, true]);
    expect(["", "1.", ".5", "1e3", "１", " 1", null, Infinity].map(isNumeric)).toEqual(Array(8).fill(false));
  });
});
