import { describe, expect, it } from "vitest";
import { constant } from "@/data/constant";

describe("constant", () => {
  it("is part of the text and no value", () => {
    expect([constant(31), constant("cityReview")].map(({ text, values }) => [text, values])).toEqual([
      ["31", []],
      ["'cityReview'", []],
    ]);
  });

  it.each([-1, 1.5, NaN, Infinity, "", "it's", "a b", "1", "甲"])("refuses %s", (value) => {
    expect(() => constant(value)).toThrow("no constant");
  });
});
