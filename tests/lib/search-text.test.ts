import { describe, expect, it } from "vitest";
import {
  foldText,
  likePattern,
  pinyinInitials,
  searchGrams,
  searchText,
  type SearchWord,
  searchWords,
  wholePinyin,
} from "@/lib/search-text";

describe("searchText", () => {
  it("holds the names, their initials and their whole pinyin", () => {
    expect(searchText(["周启明工作室", " Lab 7 ", ""])).toBe("周启明工作室 lab 7 zqmgzs lab7 zhouqiminggongzuoshi lab7");
    expect(pinyinInitials("绿城")).toBe("lc");
    expect(wholePinyin("绿城")).toBe("lvcheng");
  });
});

describe("foldText", () => {
  it.each([
    ["ＡＹ－２０２６", "ay-2026"],
    ["安钢（集团）１００％", "安钢(集团)100%"],
    ["　周\t启明 \n", "周 启明"],
    ["a\u0001\u0002b", "a b"],
    ["\u3000\u00a0 ", ""],
  ])("writes %j as %j", (text, folded) => expect(foldText(text)).toBe(folded));
});

// What every kind of text asks for, and by which grams the index is asked for it.
const TABLE: readonly [
  text: string,
  words: readonly (readonly [stands: SearchWord["stands"], pattern: string, grams: readonly string[]])[],
][] = [
  ["", []],
  [" \u3000\t", []],
  ["\u0001", []],
  // one or two letters begin a word
  ["q", [["first", "% q%", [" q"]]]],
  ["ZQ", [["first", "% zq%", [" zq"]]]],
  ["7", [["first", "% 7%", [" 7"]]]],
  ["ＡＹ", [["first", "% ay%", [" ay"]]]],
  // three and more stand anywhere
  ["zqm", [["anywhere", "%zqm%", ["zqm"]]]],
  ["AY-2026", [["anywhere", "%ay-2026%", ["ay-", "y-2", "-20", "202", "026"]]]],
  // signs stand for themselves
  ["%", [["anywhere", "%\\%%", ["%"]]]],
  ["_", [["anywhere", "%\\_%", ["_"]]]],
  ["'", [["anywhere", "%'%", ["'"]]]],
  ["\\", [["anywhere", "%\\\\%", ["\\"]]]],
  ["％＿", [["anywhere", "%\\%\\_%", ["%", "_"]]]],
  ["a%", [["anywhere", "%a\\%%", ["%"]]]],
  ["a%b", [["anywhere", "%a\\%b%", ["a%b"]]]],
  ["周-启%%", [["anywhere", "%周-启\\%\\%%", ["周", "-", "启", "%"]]]],
  ["（", [["anywhere", "%(%", ["("]]]],
  ["。", [["anywhere", "%。%", ["。"]]]],
  // Chinese, one character and more
  ["周", [["anywhere", "%周%", ["周"]]]],
  ["周启明", [["anywhere", "%周启明%", ["周启", "启明"]]]],
  ["a周b", [["anywhere", "%a周b%", ["周"]]]],
  ["𠮷野", [["anywhere", "%𠮷野%", ["𠮷野"]]]],
  // each word is asked for, once
  [
    "周 启明",
    [
      ["anywhere", "%周%", ["周"]],
      ["anywhere", "%启明%", ["启明"]],
    ],
  ],
  [
    "b  A b",
    [
      ["first", "% b%", [" b"]],
      ["first", "% a%", [" a"]],
    ],
  ],
];

describe("searchWords, likePattern, searchGrams", () => {
  it.each(TABLE)("of %j", (text, expected) => {
    const words = searchWords(text);
    expect(words.map((word) => [word.stands, likePattern(word), searchGrams(word)])).toEqual(expected);
  });

  it("leave no word without a gram: whatever is typed is asked of the index", () => {
    for (let code = 0x21; code < 0x3100; code++)
      for (const text of [String.fromCodePoint(code), `a${String.fromCodePoint(code)}`, `${String.fromCodePoint(code)}b`])
        for (const word of searchWords(text)) expect(searchGrams(word), text).not.toEqual([]);
  });

  it("ask for eight words and no more", () => {
    expect(searchWords("a b c d e f g h i j").map((word) => word.text)).toEqual([..."abcdefgh"]);
  });
});
