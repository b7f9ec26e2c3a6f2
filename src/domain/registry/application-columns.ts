import { type EnumName, enumLabel, enumRank } from "../enumerations";
import { inList, type Locale } from "../locale";
import type { RegistryColumn } from "./registry-column";
import { currentStage, middleOpinion, opinion } from "./stage-opinion";
import type { ApplicationRow } from "./registry-row";

const label = (name: EnumName, key: string | null, locale: Locale) => (key ? enumLabel(name, key, locale) : null);

/** The highest honor; of equal ones the latest. */
function topHonor(row: ApplicationRow) {
  return (row.leadHonors ?? []).toSorted(
    (a, b) => enumRank("honorLevel", b.level) - enumRank("honorLevel", a.level) || (b.year ?? 0) - (a.year ?? 0),
  )[0];
}

/** 高级工程师 / 技师: what the lead holds, the level where no title is named. */
function titleAndGrade(row: ApplicationRow, locale: Locale): string | null {
  const title = row.leadTitle || label("titleLevel", row.leadTitleLevel, locale);
  return [title, label("skillGrade", row.leadSkillGrade, locale)].filter(Boolean).join(" / ") || null;
}

const CURRENT_RESULTS_YEARS = 3;

/** Results finished in the three years before the batch, or since. */
function recentResults(row: ApplicationRow): number {
  return (row.resultYears ?? []).filter((year) => year >= row.batchYear - CURRENT_RESULTS_YEARS).length;
}

/**
 * 申报台账, all columns in the order of the paper register. Source: registries.md of the domain notes. `setTitle` is the short
 * title of the criteria set in force (八有), which names one of them. 推荐排序 is given with the ranking of a batch.
 */
export function applicationColumns(setTitle: { zh: string; en: string }): readonly RegistryColumn<ApplicationRow>[] {
  return [
    { key: "position", header: "序号", headerEn: "No.", type: "integer", width: 6, shown: true, value: (row) => row.position },
    {
      key: "number",
      header: "申报编号",
      headerEn: "Number",
      type: "text",
      width: 15,
      sort: "number",
      shown: true,
      value: (row) => row.number,
    },
    { key: "batch", header: "批次", headerEn: "Batch", type: "text", width: 30, value: (row) => row.batchTitle },
    {
      key: "recommender",
      header: "推荐单位",
      headerEn: "Recommending union",
      type: "text",
      width: 24,
      shown: true,
      value: (row) => row.recommenderName,
    },
    { key: "rank", header: "推荐排序", headerEn: "Rank", type: "integer", width: 10, value: () => null },
    {
      key: "studio",
      header: "工作室名称",
      headerEn: "Studio",
      type: "text",
      width: 30,
      sort: "name",
      shown: true,
      value: (row) => row.studioName,
    },
    {
      key: "kind",
      header: "类别",
      headerEn: "Kind",
      type: "text",
      width: 16,
      value: (row, locale) => label("studioKind", row.studioKind, locale),
    },
    {
      key: "directions",
      header: "创新方向",
      headerEn: "Directions",
      type: "text",
      width: 24,
      value: (row, locale) =>
        inList(
          (row.directions ?? []).map((key) => enumLabel("direction", key, locale)),
          locale,
        ) || null,
    },
    { key: "unit", header: "所在单位", headerEn: "Unit", type: "text", width: 30, shown: true, value: (row) => row.unitName },
    { key: "uscc", header: "统一社会信用代码", headerEn: "Credit code", type: "text", width: 21, value: (row) => row.uscc },
    {
      key: "nature",
      header: "单位性质",
      headerEn: "Kind of unit",
      type: "text",
      width: 16,
      value: (row, locale) => label("unitNature", row.unitNature, locale),
    },
    {
      key: "industry",
      header: "行业",
      headerEn: "Industry",
      type: "text",
      width: 18,
      value: (row, locale) => label("industry", row.industry, locale),
    },
    { key: "lead", header: "领衔人", headerEn: "Lead", type: "text", width: 10, shown: true, value: (row) => row.leadName },
    {
      key: "gender",
      header: "性别",
      headerEn: "Gender",
      type: "text",
      width: 6,
      value: (row, locale) => label("gender", row.leadGender, locale),
    },
    { key: "birth", header: "出生年月", headerEn: "Born", type: "month", width: 10, personal: "birth", value: (row) => row.leadBirth },
    {
      key: "education",
      header: "学历",
      headerEn: "Education",
      type: "text",
      width: 14,
      value: (row, locale) => label("education", row.leadEducation, locale),
    },
    { key: "title", header: "职称/技能等级", headerEn: "Title / skill grade", type: "text", width: 26, value: titleAndGrade },
    {
      key: "honor",
      header: "最高荣誉",
      headerEn: "Highest honor",
      type: "text",
      width: 26,
      value: (row, locale) => topHonor(row)?.name || label("honorLevel", topHonor(row)?.level ?? null, locale),
    },
    {
      key: "honorYear",
      header: "荣誉年份",
      headerEn: "Year of honor",
      type: "integer",
      width: 10,
      value: (row) => topHonor(row)?.year ?? null,
    },
    { key: "members", header: "成员数", headerEn: "Members", type: "integer", width: 8, value: (row) => row.teamSize },
    {
      key: "funds",
      header: "近三年经费(万元)",
      headerEn: "Funds of 3 years (10,000 yuan)",
      type: "decimal",
      width: 18,
      value: (row) => row.fundsTotal,
    },
    { key: "results", header: "近三年成果数", headerEn: "Results of 3 years", type: "integer", width: 14, value: recentResults },
    { key: "inventions", header: "发明专利", headerEn: "Inventions", type: "integer", width: 10, value: (row) => row.inventionGranted },
    { key: "utilities", header: "实用新型", headerEn: "Utility models", type: "integer", width: 10, value: (row) => row.utilityGranted },
    {
      key: "benefits",
      header: "近两年效益(万元)",
      headerEn: "Benefit of 2 years (10,000 yuan)",
      type: "decimal",
      width: 18,
      value: (row) => row.benefitTotal,
    },
    { key: "training", header: "培训人次", headerEn: "Trained", type: "integer", width: 10, value: (row) => row.trainingPeople },
    { key: "pairs", header: "师徒对数", headerEn: "Mentoring pairs", type: "integer", width: 10, value: (row) => row.mentoringPairs },
    {
      key: "met",
      header: `${setTitle.zh}达标数`,
      headerEn: `Criteria met (${setTitle.en})`,
      type: "integer",
      width: 12,
      shown: true,
      value: (row) => row.metCount,
    },
    {
      key: "status",
      header: "当前状态",
      headerEn: "Status",
      type: "text",
      width: 18,
      shown: true,
      value: (row, locale) => enumLabel("applicationState", row.status, locale),
    },
    {
      key: "stage",
      header: "当前环节",
      headerEn: "Stage",
      type: "text",
      width: 18,
      value: (row, locale) => label("stage", currentStage(row), locale),
    },
    {
      key: "enterpriseOpinion",
      header: "基层工会意见",
      headerEn: "Enterprise union",
      type: "text",
      width: 30,
      value: (row, locale) => opinion(row.decisions.enterprise, locale),
    },
    {
      key: "middleOpinion",
      header: "县区/产业工会意见",
      headerEn: "District or industry union",
      type: "text",
      width: 30,
      value: middleOpinion,
    },
    {
      key: "cityOpinion",
      header: "市总工会意见",
      headerEn: "City union",
      type: "text",
      width: 30,
      value: (row, locale) => opinion(row.decisions.city, locale),
    },
    {
      key: "submitted",
      header: "提交时间",
      headerEn: "Submitted",
      type: "dateTime",
      width: 20,
      sort: "submitted",
      shown: true,
      value: (row) => row.submittedAt,
    },
    { key: "finished", header: "办结时间", headerEn: "Finished", type: "dateTime", width: 20, value: (row) => row.finishedAt },
    { key: "contact", header: "联系人", headerEn: "Contact", type: "text", width: 10, value: (row) => row.contactName },
    { key: "phone", header: "联系电话", headerEn: "Phone", type: "text", width: 14, personal: "phone", value: (row) => row.contactMobile },
    {
      key: "remarks",
      header: "备注",
      headerEn: "Remarks",
      type: "text",
      width: 16,
      value: (row, locale) => (row.round > 1 ? (locale === "en" ? `Version ${row.round}` : `第 ${row.round} 次提交`) : null),
    },
  ];
}
