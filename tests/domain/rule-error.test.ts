import { describe, expect, it } from "vitest";
import { RULE_MESSAGES, RuleError, type RuleCode, ruleMessage } from "@/domain/rule-error";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe("RULE_MESSAGES", () => {
  it.each(Object.entries(RULE_MESSAGES))("%s is a sentence in both languages", (_code, { zh, en }) => {
    expect(zh.length).toBeGreaterThan(0);
    expect(en.length).toBeGreaterThan(0);
    // English may leave out a detail, it may not invent one
    expect(placeholders(zh)).toEqual(expect.arrayContaining(placeholders(en)));
  });
});

describe("ruleMessage", () => {
  it("fills parameters and speaks the language of the screen", () => {
    expect(ruleMessage("maxReturns", { max: 3 }, "zh-CN")).toBe("本环节已退回 3 次，达到本批次上限，不能再退回。");
    expect(ruleMessage("maxReturns", { max: 3 }, "en")).toContain("3 times");
  });

  it("carries code, field and parameters of an error", () => {
    const error = new RuleError("required", { field: "opinion", params: { label: "意见" } });
    expect([error.code satisfies RuleCode, error.field, error.params]).toEqual(["required", "opinion", { label: "意见" }]);
  });
});
