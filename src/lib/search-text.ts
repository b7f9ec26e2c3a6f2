import { pinyin } from "pinyin-pro";

/** Pinyin initials of a text, lower case: "周启明" → "zqm". What is no Chinese character stays. */
export function pinyinInitials(text: string): string {
  return pinyin(text, { pattern: "first", toneType: "none", type: "array" }).join("").toLowerCase().replace(/\s+/g, "");
}

/** What a search looks through: the names in lower case and the initials of each, separated by spaces. */
export function searchText(names: readonly string[]): string {
  const given = names.map((name) => name.trim()).filter(Boolean);
  return [...given.map((name) => name.toLowerCase()), ...given.map(pinyinInitials)].join(" ");
}
