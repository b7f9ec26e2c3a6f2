import { describe, expect, it } from "vitest";
import { addressText } from "@/lib/address-text";

describe("addressText", () => {
  it.each<[unknown, string]>([
    ["a", "a"],
    [["a", "b"], "a"],
    [[], ""],
    [undefined, ""],
    [1, ""],
    [[["a"]], ""],
    [{ normalize: "x" }, ""],
  ])("takes %j as %j", (value, text) => expect(addressText({ q: value }, "q")).toBe(text));

  it("takes nothing from what every object has", () => {
    expect(addressText(Object.create({ q: "a" }) as Record<string, unknown>, "q")).toBe("");
    expect(addressText({}, "toString")).toBe("");
  });
});
