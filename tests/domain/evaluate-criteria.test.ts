import { describe, expect, it } from "vitest";
import { allFields } from "@/domain/application-form";
import { CHECKS } from "@/domain/criteria-checks";
import { CRITERIA_SETS, criteriaSet } from "@/domain/criteria-sets";
import { blockingCodes, demandedPaths, evaluateCriteria } from "@/domain/evaluate-criteria";
import type { FormRow } from "@/domain/form-content";
import { exampleFiling } from "../support/example-file";
import { exampleContext } from "../support/judge-example";
import { EXAMPLES } from "../support/reference";

const example = EXAMPLES.find((one) => one.id === "EX01")!;
const full = exampleContext(example, exampleFiling(example), []);
const blank = { ...full, content: {}, attachments: [] };
const bayou = criteriaSet("bayou")!;

describe("evaluateCriteria", () => {
  it("finds every criterion met in a complete application", () => {
    const verdicts = Object.values(evaluateCriteria(bayou, full)).map((item) => item.verdict);
    expect(verdicts).toEqual(Array(9).fill("met"));
  });

  it("says what is missing, in both languages, and where to mend it", () => {
    const bare = { ...full, attachments: full.attachments.filter((file) => file.slot !== "sign.photos") };
    expect(evaluateCriteria(bayou, bare)["sign"]).toEqual({
      verdict: "unmet",
      fired: [
        {
          code: "SIGN_PHOTO",
          severity: "block",
          message: "标牌照片现有 0 张，至少需要 1 张，还差 1 张。请上传能看清标牌文字和悬挂位置的照片。",
          path: "sign.photos",
        },
      ],
    });
    expect(evaluateCriteria(bayou, bare, "en")["sign"]?.fired[0]?.message).toBe(
      "Photos of the sign: 0, at least 1 needed, 1 missing. Upload photos that show the words on the sign and where it hangs.",
    );
  });

  it("joins lists in the manner of the language", () => {
    const content = { ...full.content, sign: {} };
    const missing = (locale: "zh-CN" | "en") => evaluateCriteria(bayou, { ...full, content }, locale)["sign"]?.fired[0]?.message;
    expect(missing("zh-CN")).toContain("标牌文字、悬挂位置");
    expect(missing("en")).toContain("Words on the sign, Where the sign hangs");
  });

  it("takes the texts from the set, so that an older version keeps its words", () => {
    const items = bayou.items.map((item) => ({
      ...item,
      checks: item.checks.map((check) => ({ ...check, message: "旧文字 {actual}" })),
    }));
    const bare = { ...full, attachments: [] };
    expect(evaluateCriteria({ ...bayou, items }, bare)["sign"]?.fired[0]?.message).toBe("旧文字 0");
  });

  it("takes parameters from the overrides before those of the set", () => {
    const evaluate = (minTeamSize: number) => evaluateCriteria(bayou, full, "zh-CN", { TEAM_MIN: { minTeamSize } })["team"]?.verdict;
    expect([evaluate(11), evaluate(12)]).toEqual(["met", "unmet"]);
  });

  it("does not count the files of a row that is gone", () => {
    const team = { ...full.content["team"] };
    team["leadHonors"] = (team["leadHonors"] as FormRow[]).map((row) => ({ ...row, _id: `other-${row._id}` }) as FormRow);
    const moved = { ...full, content: { ...full.content, team } };
    expect(evaluateCriteria(bayou, moved)["team"]?.fired.map((one) => one.code)).toEqual(["LEAD_HONOR_PROOF"]);
  });

  it("refuses a set that names an unknown check", () => {
    const broken = { ...bayou, general: { checks: [{ ...bayou.general.checks[0]!, code: "NOTHING" }] } };
    expect(() => evaluateCriteria(broken, full)).toThrow("NOTHING");
  });
});

describe("blockingCodes", () => {
  it("names block checks only", () => {
    const codes = blockingCodes(evaluateCriteria(bayou, blank));
    expect(codes).toContain("SIGN_PHOTO");
    expect(codes).not.toContain("RECORDS_PLAN");
    expect(blockingCodes(evaluateCriteria(bayou, full))).toEqual([]);
  });
});

describe("demandedPaths", () => {
  it("marks what the form requires now, tables with their columns", () => {
    const paths = demandedPaths(bayou, full);
    for (const path of ["unit.name", "team.members.name", "rules.items.file", "results.benefitBasis"]) {
      expect(paths, path).toContain(path);
    }
    for (const path of ["unit.contactPhone", "studio.partners", "results.socialBenefit", "team.members.title"]) {
      expect(paths, path).not.toContain(path);
    }
  });

  it("marks a column that one row makes necessary", () => {
    expect(demandedPaths(bayou, full)).toContain("results.items.patentNo");
    expect(demandedPaths(bayou, blank)).not.toContain("results.items.patentNo");
  });

  it("marks what block checks of the set demand, not what warnings would like", () => {
    expect(demandedPaths(bayou, full)).toContain("sign.text");
    expect(demandedPaths(bayou, full)).not.toContain("records.annualPlan");
    expect(demandedPaths(criteriaSet("jiuxiang-hebei")!, full)).toContain("records.annualPlan");
    expect(demandedPaths(criteriaSet("wuyou")!, full)).not.toContain("sign.text");
  });

  it("marks honors only while the kind of studio asks for them", () => {
    const kind = (key: string) =>
      demandedPaths(bayou, {
        ...full,
        content: { ...full.content, studio: { ...full.content["studio"], kind: key } },
      });
    expect(kind("modelWorker")).toContain("team.leadHonors");
    expect(kind("staff")).not.toContain("team.leadHonors");
  });

  it("marks a field the form leaves open only because some check demands it", () => {
    const possible = new Set(Object.values(CHECKS).flatMap((check) => check.demands ?? []));
    for (const field of allFields()) if (field.criteriaDecides) expect(possible, field.path).toContain(field.path);
    for (const set of CRITERIA_SETS) {
      for (const path of demandedPaths(set, blank)) expect(allFields().map((field) => field.path)).toContain(path);
    }
  });
});
