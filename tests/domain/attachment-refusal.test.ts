import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import en from "@/messages/en/attachment.json";
import zh from "@/messages/zh-CN/attachment.json";
import { REFUSAL_CODES } from "@/domain/attachment-refusal";

const LOCALES = { "zh-CN": zh, en } as const;

describe("REFUSAL_CODES", () => {
  it.each(["zh-CN", "en"] as const)("has one sentence each in %s, none too many, all readable with parameters", (locale) => {
    const messages = LOCALES[locale];
    expect(Object.keys(messages.refused).toSorted()).toEqual([...REFUSAL_CODES].toSorted());
    const t = createTranslator({
      locale,
      messages,
      onError: (error) => {
        throw error;
      },
    });
    const params = { maxMb: 20, extension: "jpg", found: "html", accepted: "PDF", megapixels: 40, width: 1, height: 2 };
    const more = { minWidth: 295, minHeight: 413, maxCount: 3, maxTotalMb: 500 };
    for (const code of REFUSAL_CODES) {
      const sentence = t(`refused.${code}` as never, { ...params, ...more } as never);
      expect(sentence).toMatch(locale === "en" ? /[.]$/ : /。$/);
      expect(sentence).not.toMatch(/[{}]/);
    }
  });
});
