import { describe, expect, it } from "vitest";
import { CRITERIA_SETS } from "@/domain/criteria-sets";
import { setInLanguage } from "@/domain/set-in-language";

describe("setInLanguage", () => {
  for (const set of Object.values(CRITERIA_SETS)) {
    it(`leaves ${set.code} its words in one language, and everything that a rule reads`, () => {
      const zh = setInLanguage(set, "zh-CN");
      const en = setInLanguage(set, "en");
      expect([zh.title, en.titleEn]).toEqual([set.title, set.titleEn]);
      const words = (one: typeof en) => [
        one.title,
        ...one.items.flatMap((item) => [item.title, item.text, ...item.humanJudgement, ...item.checks.map(({ message }) => message)]),
      ];
      expect(words(en).join("")).toBe("");
      expect(words(zh).every((text) => text !== "")).toBe(true);
      set.items.forEach((item, index) => {
        expect(zh.items[index]).toMatchObject({ key: item.key, title: item.title, text: item.text, humanJudgement: item.humanJudgement });
        expect(en.items[index]).toMatchObject({ key: item.key, titleEn: item.titleEn, humanJudgementEn: item.humanJudgementEn });
        const rules = (checks: typeof item.checks) => checks.map(({ code, severity, params }) => ({ code, severity, params }));
        expect(rules(zh.items[index]?.checks ?? [])).toEqual(rules(item.checks));
        expect(zh.items[index]?.checks.map(({ message }) => message)).toEqual(item.checks.map(({ message }) => message));
        expect(en.items[index]?.checks.map(({ messageEn }) => messageEn)).toEqual(item.checks.map(({ messageEn }) => messageEn));
      });
    });
  }
});
