import { describe, expect, it } from "vitest";
import { CRITERIA_SETS } from "@/domain/criteria-sets";
import { keptVerdicts, offeredVerdict, requireApprovable } from "@/domain/review-verdicts";
import { COMMENT_MAX, type ReviewVerdicts } from "@/domain/verdict-kinds";

describe.each(CRITERIA_SETS.map((set) => [set.code, set] as const))("requireApprovable with %s", (_code, set) => {
  const all: ReviewVerdicts = Object.fromEntries(set.items.map((item) => [item.key, { verdict: "met" }]));
  it.each(set.items.map((item) => item.key))("asks for %s: a verdict, not 未达标, a comment on 存疑", (key) => {
    const { [key]: _left, ...without } = all;
    expect(() => requireApprovable(set, without)).toThrow(expect.objectContaining({ code: "verdictMissing", field: `verdict.${key}` }));
    expect(() => requireApprovable(set, { ...all, [key]: { verdict: "unmet" } })).toThrow(
      expect.objectContaining({ code: "verdictUnmet", field: `verdict.${key}` }),
    );
    expect(() => requireApprovable(set, { ...all, [key]: { verdict: "doubt", comment: " " } })).toThrow(
      expect.objectContaining({ code: "doubtNeedsComment", field: `comment.${key}` }),
    );
    expect(requireApprovable(set, { ...all, [key]: { verdict: "doubt", comment: " 照片旧 " } })[key]).toEqual({
      verdict: "doubt",
      comment: "照片旧",
    });
  });

  it("keeps nothing that is no criterion of the set", () => {
    expect(Object.keys(requireApprovable(set, { ...all, nothing: { verdict: "met" } }))).toEqual(set.items.map((item) => item.key));
  });
});

describe("keptVerdicts", () => {
  it("refuses a comment that is too long, at its field", () => {
    const set = CRITERIA_SETS[0];
    const key = set?.items[0]?.key ?? "";
    if (!set) throw new Error("no set");
    expect(() => keptVerdicts(set, { [key]: { verdict: "met", comment: "字".repeat(COMMENT_MAX + 1) } })).toThrow(
      expect.objectContaining({ code: "tooLong", field: `comment.${key}` }),
    );
  });
});

describe("offeredVerdict", () => {
  it.each([
    ["met", "met"],
    ["warn", "met"],
    ["unmet", null],
    [undefined, null],
  ])("offers for the machine's %s: %s", (machine, offered) => {
    expect(offeredVerdict(machine)).toBe(offered);
  });
});
