import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/locales";
import { messagesOf } from "@/messages/all-messages";

/** "shell.nav.work" → its sentence, for every sentence of a language. */
function sentences(value: unknown, path = "", found = new Map<string, string>()): Map<string, string> {
  if (typeof value === "string") found.set(path, value);
  else for (const [key, inner] of Object.entries(value as Record<string, unknown>)) sentences(inner, path ? `${path}.${key}` : key, found);
  return found;
}

/** The names that a sentence has filled in: {shown}, {count, plural, …}. */
function placeholders(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{(\w+)\s*[,}]/g)].map((match) => match[1] ?? ""))].toSorted();
}

describe("messagesOf", () => {
  const all = LOCALES.map((locale) => ({ locale, found: sentences(messagesOf(locale)) }));
  const [first, ...others] = all;

  it("knows the areas of the folder", () => {
    expect(Object.keys(messagesOf("zh-CN"))).toEqual(expect.arrayContaining(["common", "shell"]));
  });
  it("has the same keys in every language", () => {
    for (const other of others) expect([...other.found.keys()].toSorted()).toEqual([...(first?.found.keys() ?? [])].toSorted());
  });
  it("fills the same names into a sentence in every language", () => {
    for (const other of others)
      for (const [key, sentence] of first?.found ?? [])
        expect({ key, names: placeholders(other.found.get(key) ?? "") }).toEqual({ key, names: placeholders(sentence) });
  });
  it("leaves no sentence empty", () => {
    for (const { found } of all)
      for (const [key, sentence] of found) expect({ key, empty: sentence.trim() === "" }).toEqual({ key, empty: false });
  });
  it("refuses a language without messages", () => {
    expect(() => messagesOf("fr")).toThrow("No messages for fr");
  });
});
