import { isWithinMonths } from "../calendar-date";
import { atLeast } from "./at-least";
import { type CriteriaContext, defineCheck } from "./criteria-check";
import { countAt, countRows } from "./form-counts";

const recentActivities = (c: CriteriaContext, months: number) =>
  countRows(c, "records.activities", (row) => isWithinMonths(row["heldOn"], months, c.today));

/** The records (活动资料). */
export const RECORDS_CHECKS = {
  RECORDS_RECENT: defineCheck({
    reads: ["records.activities"],
    demands: ["records.activities"],
    params: { minActivities: 1, months: 12 },
    severity: "block",
    passes: (c, { minActivities, months }) => recentActivities(c, months) >= minActivities,
    values: (c, { minActivities, months }) => ({
      actual: recentActivities(c, months),
      missing: minActivities - recentActivities(c, months),
    }),
    message:
      "最近 {months} 个月内的活动记录有 {actual} 次，至少需要 {minActivities} 次，还差 {missing} 次。请登记活动日期、主题和参加人数。",
    messageEn:
      "Activities of the last {months} months: {actual}, at least {minActivities} needed, {missing} missing. Enter the date, the topic and the number of participants.",
  }),

  RECORDS_ENOUGH: defineCheck({
    reads: ["records.activities"],
    params: { recommended: 3, months: 12 },
    severity: "warn",
    applies: (c, { months }) => recentActivities(c, months) > 0,
    passes: (c, { recommended, months }) => recentActivities(c, months) >= recommended,
    values: (c, { months }) => ({ actual: recentActivities(c, months) }),
    message: "最近 {months} 个月内只登记了 {actual} 次活动，建议不少于 {recommended} 次。请把已经开展的活动补录完整。",
    messageEn:
      "Only {actual} activities of the last {months} months are entered; at least {recommended} are recommended. Enter all activities that took place.",
  }),

  RECORDS_FILES: atLeast({
    path: "records.activities.materials",
    param: "minFiles",
    least: 1,
    severity: "block",
    message: "活动材料现有 {actual} 份，至少需要 {minFiles} 份，还差 {missing} 份。请在活动所在行上传纪要、签到表、照片等。",
    messageEn:
      "Files of activities: {actual}, at least {minFiles} needed, {missing} missing. Upload minutes, sign-in sheets or photos in the line of the activity.",
  }),

  RECORDS_PLAN: atLeast({
    path: "records.annualPlan",
    param: "minFiles",
    least: 1,
    severity: "warn",
    message: "年度工作计划现有 {actual} 份，至少应有 {minFiles} 份。请在“活动资料”中上传本年度的工作计划。",
    messageEn:
      "Work plans of the year: {actual}, there should be at least {minFiles}. Upload the plan of this year under “Activity records”.",
  }),

  RECORDS_ARCHIVE: defineCheck({
    reads: ["records.archive"],
    demands: ["records.archive"],
    params: {},
    severity: "warn",
    passes: (c) => countAt(c, "records.archive") > 0,
    values: () => ({}),
    message: "还没有选择资料保管方式。请选择资料柜或档案盒、电子台账、专人保管、资料管理制度中的一种或几种。",
    messageEn:
      "How records are kept has not been chosen yet. Choose one or more: cabinet or file boxes, electronic ledger, appointed keeper, filing rule.",
  }),
};
