import { describe, expect, it } from "vitest";
import { criteriaSet } from "@/domain/criteria-sets";
import { applicationColumns } from "@/domain/registry/application-columns";
import { criteriaColumns } from "@/domain/registry/criteria-columns";
import { MEMBER_COLUMNS } from "@/domain/registry/member-columns";
import { chosenColumns, maskBirth, maskPhone, shownValue } from "@/domain/registry/registry-column";
import type { ApplicationRow, CriteriaRow } from "@/domain/registry/registry-row";

const COLUMNS = applicationColumns({ zh: "八有", en: "Eight Haves" });

const ROW: ApplicationRow = {
  id: "1",
  position: 3,
  number: "AY-2026-0003",
  batchTitle: "批次",
  batchYear: 2026,
  recommenderName: "文峰区总工会",
  studioName: "焊接工作室",
  leadName: "欧阳雪",
  unitName: "重型机械",
  status: "cityReview",
  route: ["enterprise", "district", "city"],
  stageIndex: 2,
  round: 2,
  submittedAt: new Date("2026-05-18T02:00:00Z"),
  finishedAt: null,
  decisions: {
    enterprise: { outcome: "approve", opinion: "同意推荐", orgName: "重型机械工会", acting: false, verdicts: {} },
    district: {
      outcome: "approve",
      opinion: null,
      orgName: "市总工会",
      acting: true,
      verdicts: { team: { verdict: "doubt" }, sign: { verdict: "met" } },
    },
  },
  studioKind: null,
  industry: "C",
  metCount: 8,
  directions: ["technology"],
  uscc: "91410502TTTT00014P",
  unitNature: null,
  leadGender: "female",
  leadBirth: "1975-03",
  leadEducation: "bachelor",
  leadTitleLevel: "senior",
  leadTitle: "",
  leadSkillGrade: "technician",
  leadHonors: [
    { name: "市劳动模范", level: "city", year: 2020 },
    { name: "全国五一劳动奖章", level: "national", year: 2015 },
    { name: "全国劳动模范", level: "national", year: 2020 },
  ],
  teamSize: 9,
  fundsTotal: "12.50",
  benefitTotal: "100",
  trainingPeople: 30,
  mentoringPairs: 2,
  resultYears: [2021, 2023, 2025],
  inventionGranted: 1,
  utilityGranted: 2,
  contactName: "安小梅",
  contactMobile: "13800001234",
};

const value = (key: string, row = ROW, locale: "zh-CN" | "en" = "zh-CN", unmasked = false) =>
  shownValue(
    COLUMNS.find((column) => column.key === key)!,
    row,
    locale,
    unmasked,
  );

describe("applicationColumns", () => {
  it("stands in the order of the register", () => {
    expect(COLUMNS.map((column) => column.header).join(", ")).toBe(
      "序号, 申报编号, 批次, 推荐单位, 推荐排序, 工作室名称, 类别, 创新方向, 所在单位, 统一社会信用代码, 单位性质, 行业, 领衔人, 性别, 出生年月, 学历, 职称/技能等级, 最高荣誉, 荣誉年份, 成员数, 近三年经费(万元), 近三年成果数, 发明专利, 实用新型, 近两年效益(万元), 培训人次, 师徒对数, 八有达标数, 当前状态, 当前环节, 基层工会意见, 县区/产业工会意见, 市总工会意见, 提交时间, 办结时间, 联系人, 联系电话, 备注",
    );
  });

  it.each([
    ["title", "正高级 / 技师"],
    ["honor", "全国劳动模范"],
    ["honorYear", 2020],
    ["results", 2],
    ["funds", "12.50"],
    ["stage", "市总工会审核"],
    ["enterpriseOpinion", "同意：同意推荐"],
    ["middleOpinion", "同意（市总工会代审）"],
    ["cityOpinion", null],
    ["uscc", "91410502TTTT00014P"],
    ["remarks", "第 2 次提交"],
    ["phone", "138****1234"],
    ["birth", "1975-**"],
  ])("says %s as %j", (key, expected) => {
    expect(value(key)).toBe(expected);
  });

  it("gives personal data in full only when asked", () => {
    expect(value("phone", ROW, "zh-CN", true)).toBe("13800001234");
    expect(value("birth", ROW, "zh-CN", true)).toBe("1975-03");
  });

  it("says that a direct unit of the city has no second stage, and nothing of a stage without a decision", () => {
    expect(value("middleOpinion", { ...ROW, route: ["enterprise", "city"], decisions: {} })).toBe("市直属，免");
    expect(value("middleOpinion", { ...ROW, decisions: {} })).toBeNull();
  });

  it("has no current stage when the case is finished", () => {
    expect(value("stage", { ...ROW, finishedAt: new Date() })).toBeNull();
  });

  it("has a word in English for every header", () => {
    for (const column of [...COLUMNS, ...MEMBER_COLUMNS]) expect(column.headerEn).toMatch(/^[ -~]+$/);
  });
});

describe("criteriaColumns", () => {
  const set = criteriaSet("bayou")!;
  const columns = criteriaColumns(set);
  const row: CriteriaRow = {
    ...ROW,
    verdicts: Object.fromEntries(set.items.map((item) => [item.key, { verdict: item.key === "team" ? "warn" : "met" }])),
  };
  const shown = (key: string) =>
    shownValue(
      columns.find((column) => column.key === key)!,
      row,
      "zh-CN",
    );

  it("has one column per criterion of any set, in its order", () => {
    for (const code of ["bayou", "wuyou"]) {
      const { items } = criteriaSet(code)!;
      expect(
        criteriaColumns(criteriaSet(code)!)
          .filter((column) => column.key.startsWith("item."))
          .map((column) => column.header),
      ).toEqual(items.map((item) => item.title));
    }
  });

  it("says the automatic verdict and each stage's own", () => {
    expect(shown("item.team")).toBe("有提醒");
    expect(shown("stage.middle.team")).toBe("存疑");
    expect(shown("stage.middle.sign")).toBe("达标");
    expect(shown("stage.middle")).toBe("达标 1，存疑 1（有团队）");
    expect(shown("stage.city")).toBeNull();
  });
});

describe("MEMBER_COLUMNS", () => {
  it("masks the birth month and nothing that a roster is for", () => {
    expect(MEMBER_COLUMNS.filter((column) => column.personal).map((column) => column.key)).toEqual(["birth"]);
  });
});

describe("maskPhone", () => {
  it.each([
    ["13812345678", "138****5678"],
    ["0372-2550001", "037****0001"],
    ["2550001", "*****01"],
    ["", ""],
  ])("shows %s as %s", (phone, masked) => expect(maskPhone(phone)).toBe(masked));
});

describe("maskBirth", () => {
  it("keeps the year", () => expect(maskBirth("1975-03")).toBe("1975-**"));
});

describe("chosenColumns", () => {
  it("keeps the order of the register and passes over what it does not know", () => {
    expect(chosenColumns(COLUMNS, ["phone", "number", "nothing"]).map((column) => column.key)).toEqual(["number", "phone"]);
  });

  it("goes back to the usual columns when nothing is left", () => {
    expect(chosenColumns(COLUMNS, ["nothing"])).toEqual(COLUMNS.filter((column) => column.shown));
  });
});
