import { readdirSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/locales";
import { messagesOf } from "@/messages/all-messages";
import { builtCatalogue, builtFormatter, sampleValues, sentenceParser } from "../support/built-messages";

const FOLDER = path.resolve(import.meta.dirname, "../../src/messages");

/** A sentence that says nothing may be an empty list. */
const text = (said: unknown) => [said].flat().join("");

/** What a built portal says otherwise than a parser at run time does. changed: a catalogue instead of the file's. */
async function differences(locale: string, area: string, messages: unknown, source?: string) {
  const file = path.join(FOLDER, locale, `${area}.json`);
  const [built, format, parse] = [await builtCatalogue(file, source), await builtFormatter(locale), await sentenceParser()];
  const fail = (error: Error) => {
    throw error;
  };
  const t = createTranslator({
    locale,
    messages: { area: messages } as never,
    namespace: "area" as never,
    timeZone: "Asia/Shanghai",
    onError: fail,
  });
  const different: string[] = [];
  let compared = 0;
  const walk = (read: unknown, made: unknown, key: string) => {
    if (typeof read !== "string") {
      for (const [name, inner] of Object.entries(read as object))
        walk(inner, (made as Record<string, unknown>)?.[name], key ? `${key}.${name}` : name);
      return;
    }
    for (const values of sampleValues(parse(read))) {
      compared += 1;
      const [parsed, compiled] = [text(t(key as never, values as never)), text(format(made, values))];
      if (parsed !== compiled) different.push(`${key} ${JSON.stringify(values)}: ${compiled} instead of ${parsed}`);
    }
  };
  walk(messages, built, "");
  return { compared, different };
}

describe("the sentences of a built portal", () => {
  const areas = LOCALES.flatMap((locale) => readdirSync(path.join(FOLDER, locale)).map((file) => [locale, path.parse(file).name] as const));

  it.each(areas)("are those that a parser reads out of %s/%s", async (locale, area) => {
    const { compared, different } = await differences(locale, area, messagesOf(locale)[area]);
    expect(compared).toBeGreaterThan(0);
    expect(different).toEqual([]);
  });

  it("are seen to differ by a word, a branch or a value", async () => {
    const read = {
      plain: "甲",
      value: "{a} of {b}",
      branch: "{n, plural, =0 {none} one {# day} other {# days}}",
      choice: "{k, select, a {A} other {B}}",
    };
    const made = {
      plain: "乙",
      value: "{b} of {a}",
      branch: "{n, plural, one {# day} other {# days}}",
      choice: "{k, select, a {A} b {C} other {B}}",
    };
    const { different } = await differences(
      "en",
      "planted",
      { ...read, same: "{a}" },
      JSON.stringify({ ...made, same: "{a}", choice: "{k, select, other {B}}" }),
    );
    expect(new Set(different.map((one) => one.split(" ")[0]))).toEqual(new Set(["plain", "value", "branch", "choice"]));
  });
});
