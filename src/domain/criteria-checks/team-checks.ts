import { enumRank } from "../enumerations";
import { columnAt, textAt, valueAt } from "../form-context";
import { atLeast } from "./at-least";
import { type CriteriaContext, defineCheck } from "./criteria-check";
import { countAt, distinctValues } from "./form-counts";
import { topHonorLevel, topHonorRank } from "./lead-honors";
import { repeatedPersons, teamSize } from "./persons";

const isKind = (c: CriteriaContext, kinds: readonly string[]) => kinds.includes(textAt(c.content, "studio.kind"));

const departments = (c: CriteriaContext) => distinctValues(columnAt(c.content, "team.members.department"));

const neededRank = (c: CriteriaContext) => enumRank("honorLevel", c.batch.minHonorLevel);

/** The lead (领衔人) and the team. */
export const TEAM_CHECKS = {
  TEAM_MIN: defineCheck({
    reads: ["team.members", "team.leadName"],
    demands: ["team.members"],
    params: { minTeamSize: 3, includesLead: true },
    severity: "block",
    passes: (c, { includesLead, minTeamSize }) => teamSize(c, includesLead) >= minTeamSize,
    values: (c, { includesLead, minTeamSize }, text) => ({
      scope: includesLead ? text.pick("含领衔人", "with the lead") : text.pick("不含领衔人", "without the lead"),
      actual: teamSize(c, includesLead),
      missing: minTeamSize - teamSize(c, includesLead),
    }),
    message: "团队（{scope}）现有 {actual} 人，至少需要 {minTeamSize} 人，还差 {missing} 人。请在“团队成员”中补充。",
    messageEn: "People in the team ({scope}): {actual}, at least {minTeamSize} needed, {missing} missing. Add them under “Team members”.",
  }),

  TEAM_DUPLICATE: defineCheck({
    reads: ["team.members", "team.leadName"],
    params: {},
    severity: "warn",
    passes: (c) => repeatedPersons(c).length === 0,
    values: (c) => ({ names: repeatedPersons(c) }),
    message: "团队成员中有重复登记：{names}（姓名和出生年月相同，或与领衔人相同），只按一人计算。请核对并删除重复的行。",
    messageEn:
      "Entered more than once among the team members: {names} (same name and birth month, or the same as the lead); counted as one person. Check and delete the repeated lines.",
  }),

  TEAM_ONE_DEPARTMENT: defineCheck({
    reads: ["team.members.department"],
    params: { minDepartments: 2 },
    severity: "warn",
    applies: (c) => countAt(c, "team.members") >= 2,
    passes: (c, { minDepartments }) => departments(c).length >= minDepartments,
    values: (c) => ({ departments: departments(c).map(String), count: countAt(c, "team.members") }),
    message:
      "登记的 {count} 名成员都在“{departments}”。工作室应吸收不同班组、科室的人员，请核对成员部门；原有班组、科室整建制组成的，请说明情况。",
    messageEn:
      "All {count} members belong to “{departments}”. A studio should bring together people of different shifts and departments. Check the departments; if a whole shift or department forms the team, explain why.",
  }),

  LEAD_HONOR_MIN: defineCheck<{ qualifyingKinds: readonly string[] }>({
    reads: ["team.leadHonors", "studio.kind"],
    demands: ["team.leadHonors"],
    params: { qualifyingKinds: ["modelWorker", "mayDayMedal", "equivalent"] },
    severity: "block",
    applies: (c) => isKind(c, ["modelWorker", "joint"]),
    passes: (c, { qualifyingKinds }) => topHonorRank(c, qualifyingKinds) >= neededRank(c),
    values: (c, { qualifyingKinds }, text) => ({
      kind: text.labels("studioKind", valueAt(c.content, "studio.kind")),
      needed: text.labels("honorLevel", c.batch.minHonorLevel),
      actual: text.labels("honorLevel", topHonorLevel(c, qualifyingKinds), text.pick("尚未登记", "none entered")),
    }),
    message:
      "申报“{kind}”要求领衔人有{needed}及以上劳动模范、五一劳动奖章等荣誉，现有最高级别：{actual}。请补充登记荣誉，或改报职工创新工作室，或向相应级别的工会申报。",
    messageEn:
      "A “{kind}” needs a lead who is a model worker or holds a May Day labour medal or the like of this level or higher: {needed}. Highest level entered: {actual}. Enter the honor, apply for a staff innovation studio instead, or apply to the union of the matching level.",
  }),

  LEAD_QUALIFIED: defineCheck<{ titleLevels: readonly string[]; minSkillGrade: string }>({
    reads: ["team.leadHonors", "team.leadTitleLevel", "team.leadSkillGrade", "studio.kind"],
    params: { titleLevels: ["senior", "deputySenior"], minSkillGrade: "seniorWorker" },
    severity: "block",
    applies: (c) => isKind(c, ["staff", "traditionalCraft"]),
    passes: (c, { titleLevels, minSkillGrade }) =>
      topHonorRank(c, "any") >= neededRank(c) ||
      titleLevels.includes(textAt(c.content, "team.leadTitleLevel")) ||
      enumRank("skillGrade", valueAt(c.content, "team.leadSkillGrade")) >= enumRank("skillGrade", minSkillGrade),
    values: (c, { titleLevels, minSkillGrade }, text) => ({
      kind: text.labels("studioKind", valueAt(c.content, "studio.kind")),
      needed: text.labels("honorLevel", c.batch.minHonorLevel),
      titles: text.labels("titleLevel", titleLevels),
      grade: text.labels("skillGrade", minSkillGrade),
    }),
    message:
      "申报“{kind}”的领衔人须具备下列条件之一：{needed}及以上荣誉；{titles}职称；{grade}及以上技能等级。请补充登记荣誉、职称或技能等级。",
    messageEn:
      "The lead of a “{kind}” needs one of these: an honor of level {needed} or higher; a title of level {titles}; skill grade {grade} or higher. Enter the honor, the title or the skill grade.",
  }),

  LEAD_HONOR_PROOF: atLeast({
    path: "team.leadHonors.certificate",
    param: "minFiles",
    least: 1,
    severity: "warn",
    onlyWithRowsOf: "team.leadHonors",
    message: "领衔人荣誉证书现有 {actual} 份，建议至少上传 {minFiles} 份。请在荣誉所在行上传证书或表彰文件。",
    messageEn:
      "Certificates of the lead’s honors: {actual}, at least {minFiles} recommended. Upload the certificate or the document in the line of the honor.",
  }),
};
