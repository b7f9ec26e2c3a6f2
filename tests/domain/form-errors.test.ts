import { describe, expect, it } from "vitest";
import { FORM_ERROR_RULES } from "@/domain/form-error-messages";
import type { AttachmentRef, FieldValue, Filing, FormRow } from "@/domain/form-content";
import { type FormError, formErrorMessage, formErrors } from "@/domain/form-errors";
import { exampleFiling } from "../support/example-file";
import { exampleContext } from "../support/judge-example";
import { EXAMPLES } from "../support/reference";

const example = EXAMPLES.find((one) => one.id === "EX01")!;

/** The errors of the first example, which has none, after an edit. Its clock stands at 2026-05-18. */
function errorsAfter(edit: (filing: Filing) => void | Filing): FormError[] {
  const filing = exampleFiling(example);
  return formErrors(exampleContext(example, edit(filing) ?? filing, []));
}

/** The rules broken after one value is set. */
function rulesFor(path: string, value: FieldValue | FormRow[]): string[] {
  const [section = "", field = ""] = path.split(".");
  return errorsAfter(({ content }) => {
    content[section]![field] = value;
  })
    .filter((e) => e.path === path)
    .map((e) => e.rule);
}

const withFiles = (slot: string, files: Partial<AttachmentRef>[]) => (filing: Filing) => ({
  ...filing,
  attachments: [
    ...filing.attachments.filter((file) => file.slot !== slot),
    ...files.map((file, i) => ({ id: `x${i}`, slot, fileName: `${i}.jpg`, kind: "image" as const, ...file })),
  ],
});

const cases: [path: string, value: FieldValue, rules: string[]][] = [
  ["unit.name", "", ["required"]],
  ["unit.name", null, ["required"]],
  ["unit.name", "甲", ["minLength"]],
  ["unit.name", "甲".repeat(100), []],
  ["unit.name", "𠮷".repeat(100), []],
  ["unit.name", "甲".repeat(101), ["maxLength"]],
  ["unit.name", "甲\u0007乙", ["controlCharacter"]],
  ["unit.name", "甲\u0085乙", ["controlCharacter"]],
  ["unit.name", 7, ["type"]],
  ["unit.uscc", "91410502TTTT00014Q", ["uscc"]],
  ["unit.nature", "x", ["enum"]],
  ["unit.region", "500112", ["enum"]],
  ["unit.recommender", "AY-D-BG", []],
  ["unit.recommender", "AY-U-01", ["orgRef"]],
  ["unit.recommender", "CQ", ["orgRef"]],
  ["unit.staffCount", 1, []],
  ["unit.staffCount", 0, ["min"]],
  ["unit.staffCount", 10_000_000, ["max"]],
  ["unit.staffCount", 1e300, ["max"]],
  ["unit.staffCount", -1e300, ["min"]],
  ["unit.staffCount", "12a", ["type"]],
  ["unit.staffCount", "12", ["type"]],
  ["unit.staffCount", 1.5, ["type"]],
  ["unit.contactName", "田 雨禾", []],
  ["unit.contactName", "阿·𠮷", []],
  ["unit.contactName", "田雨禾1", ["pattern"]],
  ["unit.contactMobile", "13900000001", []],
  ["unit.contactMobile", "12900000001", ["pattern"]],
  ["unit.contactMobile", "139000000011", ["pattern"]],
  ["unit.contactPhone", "0372-5100001-12", []],
  ["unit.contactPhone", "123", ["pattern"]],
  ["unit.contactEmail", "a@b", ["pattern"]],
  ["unit.contactEmail", `${"a".repeat(60)}@${"b".repeat(36)}.cn`, []],
  ["unit.contactEmail", `${"a".repeat(60)}@${"b".repeat(37)}.cn`, ["maxLength"]],
  ["studio.formerDocNo", "安工〔2026〕18号", []],
  ["studio.formerDocNo", "安工2026年18号", ["pattern"]],
  ["studio.foundedOn", "2026-05-18", []],
  ["studio.foundedOn", "2026-05-19", ["notAfter"]],
  ["studio.foundedOn", "2026-02-29", ["type"]],
  ["studio.foundedOn", "2024-02-29", []],
  ["studio.foundedOn", "2026-5-1", ["type"]],
  ["studio.directions", ["technology", "technology"], ["enum"]],
  ["studio.directions", ["technology", "x"], ["enum"]],
  ["studio.directions", ["technology", "management", "service", "skillInheritance"], ["maxCount"]],
  ["studio.directions", [], ["required"]],
  ["facilities.area", "0.1", []],
  ["facilities.area", "0.09", ["min"]],
  ["facilities.area", "99999", []],
  ["facilities.area", "99999.01", ["max"]],
  ["facilities.area", "1.234", ["scale"]],
  ["facilities.area", "1,5", ["type"]],
  ["facilities.area", 1.5, ["type"]],
  ["team.leadBirth", "2008-05", []],
  ["team.leadBirth", "2008-06", ["minAge"]],
  ["team.leadBirth", "1926-05", []],
  ["team.leadBirth", "1925-05", ["maxAge"]],
  ["team.leadBirth", "1972-13", ["type"]],
  ["team.leadSince", "2026-05", []],
  ["team.leadSince", "2026-06", ["notAfter"]],
  ["plan.nextYear", "一\n二", []],
  ["plan.nextYear", "字".repeat(801), ["maxLength"]],
  ["pledge.truthful", false, ["mustBe"]],
  ["pledge.truthful", "true", ["type"]],
  ["pledge.photoConsent", false, []],
  ["pledge.noVeto", ["wageArrears"], ["minCount"]],
];

describe("formErrors", () => {
  it("has nothing to say of a complete application", () => {
    expect(errorsAfter(() => undefined)).toEqual([]);
  });

  it.each(cases)("%s = %j breaks %j", (path, value, rules) => {
    expect(rulesFor(path, value)).toEqual(rules);
  });

  it("names row, row id and what was found, row by row", () => {
    const errors = errorsAfter(({ content }) => {
      const members = content["team"]!["members"] as FormRow[];
      members[1]!["name"] = "韩1";
      members[1]!["birth"] = "";
      members[3]!["duty"] = "字".repeat(61);
    });
    expect(errors).toEqual([
      { path: "team.members.name", rule: "pattern", rowId: "2", row: 2, params: {} },
      { path: "team.members.birth", rule: "required", rowId: "2", row: 2, params: {} },
      { path: "team.members.duty", rule: "maxLength", rowId: "4", row: 4, params: { limit: 60, actual: 61 } },
    ]);
  });

  it("demands what a row alone makes necessary", () => {
    const errors = errorsAfter(({ content }) => {
      (content["results"]!["items"] as FormRow[])[0]!["kind"] = "patent";
    });
    expect(errors.map((e) => `${e.row} ${e.path} ${e.rule}`)).toEqual([
      "1 results.items.patentKind required",
      "1 results.items.patentStatus required",
      "1 results.items.patentNo required",
    ]);
  });

  it("counts the files of a row for that row only, and none of a row that is gone", () => {
    const moved = errorsAfter((filing) => ({
      ...filing,
      attachments: filing.attachments.map((file) =>
        file.slot === "rules.items.file" && file.rowId === "2" ? { ...file, rowId: "99" } : file,
      ),
    }));
    expect(moved).toEqual([{ path: "rules.items.file", rule: "required", rowId: "2", row: 2, params: {} }]);
  });

  it("refuses too many, too few, wrong, small and large files", () => {
    const rules = (slot: string, files: Partial<AttachmentRef>[]) => errorsAfter(withFiles(slot, files)).map((e) => e.rule);
    expect(rules("team.leadPhoto", [])).toEqual(["required"]);
    expect(rules("team.leadPhoto", [{}, {}])).toEqual(["maxCount"]);
    expect(rules("team.leadPhoto", [{ kind: "pdf" }])).toEqual(["accept"]);
    expect(rules("team.leadPhoto", [{ width: 295, height: 413 }])).toEqual([]);
    expect(rules("team.leadPhoto", [{ width: 294, height: 413 }])).toEqual(["minPixels"]);
    expect(rules("team.leadPhoto", [{ size: 20 * 1024 * 1024 }])).toEqual([]);
    expect(rules("team.leadPhoto", [{ size: 20 * 1024 * 1024 + 1 }])).toEqual(["maxMb"]);
  });

  it("refuses a year entered twice and too many rows, before it looks into the rows", () => {
    const errors = errorsAfter(({ content }) => {
      const years = content["funding"]!["byYear"] as FormRow[];
      content["funding"]!["byYear"] = [...years, { ...years[0]!, _id: "4", amount: "1.23456" } as FormRow];
    });
    expect(errors).toEqual([
      { path: "funding.byYear", rule: "maxCount", params: { limit: 3, actual: 4 } },
      { path: "funding.byYear", rule: "uniqueBy", params: { actual: "2023" } },
      { path: "funding.byYear.amount", rule: "scale", rowId: "4", row: 4, params: { limit: 4 } },
    ]);
  });
});

describe("formErrorMessage", () => {
  const message = (path: string, value: FieldValue, locale: "zh-CN" | "en" = "zh-CN") => {
    const [section = "", field = ""] = path.split(".");
    const error = errorsAfter(({ content }) => {
      content[section]![field] = value;
    }).find((e) => e.path === path)!;
    return formErrorMessage(error, locale);
  };

  it("says in Chinese which field, what is wrong and what to do", () => {
    expect(message("unit.name", "")).toBe("“单位名称”还没有填写，请补充。");
    expect(message("studio.kind", "")).toBe("“申报类别”还没有选择，请从选项中选择。");
    expect(message("studio.name", "字".repeat(65))).toBe("“工作室名称”最多 60 个字，现有 65 个字，请删减 5 个字。");
    expect(message("facilities.area", "0.05")).toBe("“场所面积”不能小于 0.1 ㎡，请核对数字。");
    expect(message("funding.budget", "18万")).toBe("“本年预算”应为数字，请只填数字和小数点，单位是万元，例如 18.5。");
    expect(message("studio.foundedOn", "2026-06-01")).toBe("“成立日期”不能晚于今天（2026-05-18），请核对。");
    expect(message("pledge.noVeto", ["wageArrears"])).toBe("“无否决情形声明”至少 8 项，现有 1 项，请补充。");
  });

  it("says the same in English", () => {
    expect(message("unit.name", "", "en")).toBe("“Name of the unit”: please fill this in.");
    expect(message("studio.name", "字".repeat(65), "en")).toBe(
      "“Name of the studio” may have at most 60 characters and has 65; shorten it by 5.",
    );
  });

  it("names the row", () => {
    const [error] = errorsAfter(({ content }) => {
      (content["team"]!["members"] as FormRow[])[2]!["name"] = "";
    });
    expect(formErrorMessage(error!)).toBe("第 3 行“成员姓名”还没有填写，请补充。");
    expect(formErrorMessage(error!, "en")).toBe("Line 3, “Name”: please fill this in.");
  });

  it("refuses a rule it has no sentence for", () => {
    expect(() => formErrorMessage({ path: "unit.name", rule: "nonsense", params: {} })).toThrow("nonsense");
  });

  it("has a sentence for exactly the rules there are", () => {
    const limits = ["min", "max", "minLength", "maxLength", "pattern", "minCount", "maxCount", "scale", "notAfter"];
    const more = ["accept", "maxMb", "minPixels", "uniqueBy", "minAge", "maxAge", "mustBe"];
    const others = ["required", "type", "enum", "orgRef", "uscc", "controlCharacter"];
    expect(FORM_ERROR_RULES.toSorted()).toEqual([...limits, ...more, ...others].toSorted());
  });
});
