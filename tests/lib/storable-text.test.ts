import { describe, expect, it } from "vitest";
import { isStorable, storableText } from "@/lib/storable-text";

const TEXTS: [text: string, kept: boolean][] = [
  ["", true],
  ["同意。\r\n\t𠮷 ‎", true],
  ["甲\u0000乙", false],
  ["\ud83d", false],
  ["乙\udc00甲", false],
];

describe("isStorable", () => {
  it.each(TEXTS)("%j: %s", (text, kept) => {
    expect(isStorable(text)).toBe(kept);
  });
});

describe("storableText", () => {
  it.each(TEXTS)("takes %j: %s", (text, kept) => {
    expect(storableText(20).safeParse(text).success).toBe(kept);
  });

  it("takes no more than was said, and nothing but text", () => {
    for (const value of ["x".repeat(21), 1, null, undefined, ["x"]]) expect(storableText(20).safeParse(value).success).toBe(false);
  });
});
