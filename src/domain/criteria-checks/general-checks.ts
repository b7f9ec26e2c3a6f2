import { fullYears, isCalendarDate } from "../calendar-date";
import { compareDecimals } from "../decimal";
import { textAt, valueAt } from "../form-context";
import { type CriteriaContext, defineCheck } from "./criteria-check";
import { numberAt } from "./form-counts";

/** Full years since a day, never below 0; 0 as long as the day is not complete. */
function yearsSince(c: CriteriaContext, path: string): number {
  const day = valueAt(c.content, path);
  return isCalendarDate(day) ? Math.max(0, fullYears(day, c.today)) : 0;
}

/** Checks every application has to pass, outside the published criteria. */
export const GENERAL_CHECKS = {
  KIND_ALLOWED: defineCheck({
    reads: ["studio.kind"],
    params: {},
    severity: "block",
    passes: (c) => c.batch.allowedKinds.includes(textAt(c.content, "studio.kind")),
    values: (c, _, text) => ({
      kind: text.labels("studioKind", valueAt(c.content, "studio.kind")),
      allowed: text.labels("studioKind", c.batch.allowedKinds),
    }),
    message: "本批次不受理“{kind}”，可以申报的类别是：{allowed}。请改选申报类别或等待相应批次。",
    messageEn: "This batch does not take “{kind}”. It takes: {allowed}. Choose another kind of studio or wait for a batch that takes it.",
  }),

  LEAD_ONE_PER_BATCH: defineCheck({
    reads: ["team.leadName", "team.leadMobile"],
    params: {},
    severity: "block",
    passes: (c) => c.taken.lead === null,
    values: (c) => ({ leadName: textAt(c.content, "team.leadName"), existing: c.taken.lead ?? "" }),
    message: "领衔人“{leadName}”在本批次已申报“{existing}”。每人每批次只能领衔申报一个工作室，请先撤回原申报。",
    messageEn:
      "The lead “{leadName}” has already applied for “{existing}” in this batch. A person may lead one application per batch; withdraw the earlier one first.",
  }),

  RUNNING_YEARS: defineCheck({
    reads: ["studio.foundedOn"],
    params: {},
    severity: "block",
    passes: (c) => yearsSince(c, "studio.foundedOn") >= c.batch.minRunningYears,
    values: (c) => ({ actual: yearsSince(c, "studio.foundedOn"), minYears: c.batch.minRunningYears }),
    message: "工作室成立至今满 {actual} 年，本批次要求满 {minYears} 年。请核对成立日期，年限不够的请等待下一批次。",
    messageEn:
      "Full years since the studio was founded: {actual}; this batch asks for {minYears}. Check the founding date; if it is right, wait for a later batch.",
  }),

  UNION_MEMBERS_LE_STAFF: defineCheck({
    reads: ["unit.memberCount", "unit.staffCount"],
    params: {},
    severity: "warn",
    passes: (c) => compareDecimals(numberAt(c, "unit.memberCount"), numberAt(c, "unit.staffCount")) <= 0,
    values: (c) => ({ members: numberAt(c, "unit.memberCount"), staff: numberAt(c, "unit.staffCount") }),
    message: "工会会员人数（{members} 人）多于职工人数（{staff} 人）。请核对两个数字。",
    messageEn: "There are more union members ({members}) than staff ({staff}). Check both numbers.",
  }),
};
