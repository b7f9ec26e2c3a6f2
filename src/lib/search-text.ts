import { pinyin } from "pinyin-pro";

/**
 * Counts the rules by which a search text is made: rows that were made by earlier ones are made anew after the start. With a new number go
 * a new default and a new index of application.search_version, in a migration.
 */
export const SEARCH_TEXT_VERSION = 1;

/** As many words of a search are looked for; what is typed beyond them is passed over. */
const MOST_WORDS = 8;

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

/** One way of writing for what is kept and what is asked: full width and half width, upper and lower case, any space, are the same. */
export function foldText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Cc}|\s/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** What a search looks through: the names in lower case, the initials of each and the whole pinyin of each, separated by spaces. */
export function searchText(names: readonly string[]): string {
  const given = names.map(foldText).filter(Boolean);
  return [...given, ...given.map(pinyinInitials), ...given.map(wholePinyin)].join(" ");
}

/** A word of a search: part of anything, or the beginning of a name, of its initials, of its pinyin, of a word of them or of the number. */
export type SearchWord = { stands: "anywhere" | "first"; text: string };

/**
 * What a typed text asks for: each word must be found. One or two letters stand in every second name, so they are taken for its
 * beginning; anything else is looked for anywhere. Nothing but space asks for nothing.
 */
export function searchWords(text: string): SearchWord[] {
  const words = foldText(text).split(" ").filter(Boolean);
  return [...new Set(words)]
    .slice(0, MOST_WORDS)
    .map((word) => ({ stands: /^[a-z0-9]{1,2}$/.test(word) ? "first" : "anywhere", text: word }));
}

/** The word as a pattern of LIKE over the searched line, which begins with a space. */
export function likePattern({ stands, text }: SearchWord): string {
  return `%${stands === "first" ? " " : ""}${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/**
 * What a word has in common with every line that holds it: pairs of characters (one alone where it stands alone), threes of ASCII, a
 * sign in none of them, or the beginning of a word with the space before it. Never empty. The half of the search that is asked; the stored half is
 * search_grams() in the database.
 */
export function searchGrams({ stands, text }: SearchWord): string[] {
  if (stands === "first") return [` ${text}`];
  const letters = [...text];
  const isWide = (at: number) => (letters[at]?.codePointAt(0) ?? 0) > 0x7f;
  const isNarrow = (at: number) => letters[at] !== undefined && !isWide(at);
  const grams = letters.flatMap((letter, at) => {
    if (isWide(at) && isWide(at + 1)) return [letter + letters[at + 1]];
    if (isWide(at)) return isWide(at - 1) ? [] : [letter];
    if (isNarrow(at + 1) && isNarrow(at + 2)) return [letters.slice(at, at + 3).join("")];
    const isInThree = isNarrow(at - 1) && (isNarrow(at - 2) || isNarrow(at + 1));
    return isInThree || /[a-z0-9]/.test(letter) ? [] : [letter];
  });
  return [...new Set(grams)];
}
