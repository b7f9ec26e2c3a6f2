import { describe, expect, it } from "vitest";
import { CRITERIA_SETS } from "@/domain/criteria-sets";
import { RETURN_RULES } from "@/domain/return-limits";
import { defaultDueOn, isDueOver, requireDueOn, requireReturnItems, type ReturnItemDraft } from "@/domain/return-rules";
import { RuleError } from "@/domain/rule-error";

const set = CRITERIA_SETS[0];
if (!set) throw new Error("no criteria set");
const code = (work: () => void) => {
  try {
    work();
    return "fine";
  } catch (error) {
    return error instanceof RuleError ? `${error.code} ${error.field}` : "broken";
  }
};

describe("requireReturnItems", () => {
  const items = (...list: Partial<ReturnItemDraft>[]) =>
    list.map((one) => ({ criterion: "team", path: null, reason: "请补充成员。", ...one }));
  it.each([
    ["none", [], "itemsMissing items"],
    ["too many", Array.from({ length: RETURN_RULES.itemsMax + 1 }, () => items({})[0] as ReturnItemDraft), "itemsMissing items"],
    ["a criterion", items({}), "fine"],
    ["the general conditions", items({ criterion: "general" }), "fine"],
    ["a field", items({ criterion: null, path: "team.members" }), "fine"],
    ["a column", items({ criterion: null, path: "team.members.name" }), "fine"],
    ["neither criterion nor field", items({}, { criterion: null }), "itemsMissing items.1.path"],
    ["an unknown criterion", items({ criterion: "nothing" }), "itemsMissing items.0.path"],
    ["an unknown field", items({ path: "team.nothing" }), "itemsMissing items.0.path"],
    ["a name that every object has", items({ criterion: null, path: "constructor" }), "itemsMissing items.0.path"],
    ["four characters", items({ reason: " 请改一下 " }), "tooShort items.0.reason"],
    ["five characters outside the BMP", items({ reason: "𠮷𠮷𠮷𠮷𠮷" }), "fine"],
    ["four characters outside the BMP", items({ reason: "𠮷𠮷𠮷𠮷" }), "tooShort items.0.reason"],
    ["too many characters", items({ reason: "字".repeat(RETURN_RULES.reasonMax + 1) }), "tooLong items.0.reason"],
  ])("%s", (_name, given, expected) => {
    expect(code(() => requireReturnItems(given, set))).toBe(expected);
  });
});

describe("the due date", () => {
  it("is offered so many working days ahead, holidays and worked weekends counted", () => {
    expect(defaultDueOn("2026-04-29", 10)).toBe("2026-05-15"); // 30 April, 6–9 May (the 9th is a worked Saturday), 11–15 May
  });

  it.each([
    ["2026-05-06", false],
    ["2026-05-07", true],
    ["2026-08-04", true],
    ["2026-08-05", false],
    ["2026-02-30", false],
    ["", false],
    ["07/05/2026", false],
  ])("%s chosen on 6 May 2026: %s", (dueOn, fine) => {
    expect(code(() => requireDueOn(dueOn, "2026-05-06"))).toBe(fine ? "fine" : "dueOnInvalid dueOn");
  });

  it("lasts until the end of its day in UTC+8", () => {
    expect(isDueOver("2026-05-11", "2026-05-11")).toBe(false);
    expect(isDueOver("2026-05-11", "2026-05-12")).toBe(true);
    expect(isDueOver(null, "2026-05-12")).toBe(false);
  });
});
