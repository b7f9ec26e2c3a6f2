import { pinyin } from "pinyin-pro";

function spelled(text: string, pattern: "first" | "pinyin"): string {
  return pinyin(text, { pattern, toneType: "none", type: "array", v: true }).join("").toLowerCase().replace(/\s+/g, "");
}

/** Pinyin initials of a text, lower case: "周启明" → "zqm". What is no Chinese character stays. */
export function pinyinInitials(text: string): string {
  return spelled(text, "first");
}

/** The whole pinyin of a text in one word: "周启明" → "zhouqiming". What is no Chinese character stays. */
export function wholePinyin(text: string): string {
  return spelled(text, "pinyin");
}

/** What a search looks through: the names in lower case, the initials of each and the whole pinyin of each, separated by spaces. */
export function searchText(names: readonly string[]): string {
  const given = names.map((name) => name.trim()).filter(Boolean);
  return [...given.map((name) => name.toLowerCase()), ...given.map(pinyinInitials), ...given.map(wholePinyin)].join(" ");
}

/**
 * What a searched text has in common with every text that holds it: pairs of characters (one alone where it stands alone), and threes of
 * ASCII. The half of the search that is asked; the stored half is search_grams() in the database. Empty: too short for the index.
 */
export function searchGrams(text: string): string[] {
  const letters = [...text.toLowerCase()];
  const isWide = (at: number) => (letters[at]?.codePointAt(0) ?? 0) > 0x7f;
  const isNarrow = (at: number) => letters[at] !== undefined && letters[at] !== " " && !isWide(at);
  const grams = letters.flatMap((letter, at) => {
    if (isWide(at) && isWide(at + 1)) return [letter + letters[at + 1]];
    if (isWide(at)) return isWide(at - 1) ? [] : [letter];
    return isNarrow(at) && isNarrow(at + 1) && isNarrow(at + 2) ? [letters.slice(at, at + 3).join("")] : [];
  });
  return [...new Set(grams)];
}
