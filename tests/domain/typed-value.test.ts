import { describe, expect, it } from "vitest";
import { fieldAt } from "@/domain/application-form";
import { typedValue } from "@/domain/typed-value";

const typed = (path: string, text: string) => typedValue(fieldAt(path)!, text);

describe("typedValue", () => {
  it("makes a number of what reads as a whole number", () => {
    expect(["12", " 12 ", "-3", "007"].map((text) => typed("unit.staffCount", text))).toEqual([12, 12, -3, 7]);
  });

  it("keeps what does not, as it was typed", () => {
    const texts = ["12a", "1.5", "", "１２", "9".repeat(16), "1,000"];
    expect(texts.map((text) => typed("unit.staffCount", text))).toEqual(texts);
  });

  it("keeps decimals and text as text", () => {
    expect([typed("facilities.area", "18.00"), typed("unit.name", "12")]).toEqual(["18.00", "12"]);
  });
});
