import { describe, expect, it } from "vitest";
import { pinyinInitials, searchGrams, searchText, wholePinyin } from "@/lib/search-text";

describe("searchText", () => {
  it("holds the names, their initials and their whole pinyin", () => {
    expect(searchText(["周启明工作室", " Lab 7 ", ""])).toBe("周启明工作室 lab 7 zqmgzs lab7 zhouqiminggongzuoshi lab7");
    expect(pinyinInitials("绿城")).toBe("lc");
    expect(wholePinyin("绿城")).toBe("lvcheng");
  });
});

describe("searchGrams", () => {
  it.each([
    ["周启明", ["周启", "启明"]],
    ["周", ["周"]],
    ["周 启明", ["周", "启明"]],
    ["AY-2026", ["ay-", "y-2", "-20", "202", "026"]],
    ["zq", []],
    ["a周b", ["周"]],
    ["𠮷野", ["𠮷野"]],
  ])("takes %j apart", (text, grams) => {
    expect(searchGrams(text)).toEqual(grams);
  });
});
