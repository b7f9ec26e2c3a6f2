import { describe, expect, it } from "vitest";
import { looseDay, looseMonth, parseTyped, typedText } from "@/features/application/fill/typed-value";

describe("parseTyped", () => {
  it.each([
    ["int", "12", 12],
    ["int", " 12 ", 12],
    ["int", "12人", "12人"],
    ["int", "1.5", "1.5"],
    ["int", "１２", "１２"],
    ["decimal", "18.00", "18.00"],
    ["decimal", "18.", "18."],
    ["date", "2026.5.12", "2026-05-12"],
    ["date", "2026-02-30", "2026-02-30"],
    ["yearMonth", "1985.6", "1985-06"],
    ["yearMonth", "1985-6-1", "1985-6-1"],
    ["text", "  周 启明 ", "  周 启明 "],
    ["text", "", null],
  ] as const)("of a %s reads %j as %j", (type, text, value) => {
    expect(parseTyped({ type }, text)).toBe(value);
  });

  it("keeps a number that is longer than a number can be as it was typed", () => {
    expect(parseTyped({ type: "int" }, "12345678901234567890")).toBe("12345678901234567890");
  });
});

describe("looseDay and looseMonth", () => {
  it("know only days and months that exist", () => {
    expect(looseDay("2024/2/29")).toBe("2024-02-29");
    expect(looseDay("2023/2/29")).toBeNull();
    expect(looseMonth("2023/13")).toBeNull();
  });
});

describe("typedText", () => {
  it("shows what a box can show", () => {
    expect([typedText(0), typedText(null), typedText(["a"]), typedText(false)]).toEqual(["0", "", "", "false"]);
  });
});
