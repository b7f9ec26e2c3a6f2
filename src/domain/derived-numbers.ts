import { isWithinMonths } from "./calendar-date";
import { countAt, countRows, numberAt } from "./criteria-checks/form-counts";
import { topHonorRank } from "./criteria-checks/lead-honors";
import { teamSize } from "./criteria-checks/persons";
import { sumDecimals } from "./decimal";
import { columnAt, type FormContext, isEmpty } from "./form-context";

/** A number computed from the form, for lists, statistics and the summary table; never typed in. */
export type DerivedNumber = {
  key: string;
  label: string;
  labelEn: string;
  /** an int is a number, a decimal is exact text */
  type: "int" | "decimal";
  unit?: string;
  value: (c: FormContext) => number | string;
};

const PATENT_COUNTS = ["results.inventionGranted", "results.utilityGranted", "results.designGranted"];

export const DERIVED_NUMBERS: readonly DerivedNumber[] = [
  {
    key: "teamSize",
    label: "团队人数（含领衔人）",
    labelEn: "Team size with the lead",
    type: "int",
    unit: "人",
    value: (c) => teamSize(c, true),
  },
  {
    key: "dualQualified",
    label: "双师型人数",
    labelEn: "Members with both a title and a skill grade",
    type: "int",
    unit: "人",
    value: (c) => countRows(c, "team.members", (row) => !isEmpty(row["title"]) && !isEmpty(row["skillGrade"])),
  },
  {
    key: "leadHonorRank",
    label: "领衔人最高荣誉等次",
    labelEn: "Highest rank among the lead's honors",
    type: "int",
    value: (c) => topHonorRank(c, "any"),
  },
  {
    key: "equipmentRows",
    label: "设施登记项数",
    labelEn: "Facility rows",
    type: "int",
    unit: "项",
    value: (c) => countAt(c, "facilities.equipment"),
  },
  {
    key: "fundsTotal",
    label: "近三年经费合计",
    labelEn: "Funds of three years",
    type: "decimal",
    unit: "万元",
    value: (c) => sumDecimals(columnAt(c.content, "funding.byYear.amount")),
  },
  {
    key: "benefitTotal",
    label: "经济效益合计",
    labelEn: "Economic benefit in total",
    type: "decimal",
    unit: "万元",
    value: (c) => sumDecimals(columnAt(c.content, "results.benefits.amount")),
  },
  {
    key: "patentsGranted",
    label: "授权专利数",
    labelEn: "Patents granted",
    type: "int",
    unit: "件",
    value: (c) => Number(sumDecimals(PATENT_COUNTS.map((path) => numberAt(c, path)))),
  },
  {
    key: "activities12Months",
    label: "近十二个月活动次数",
    labelEn: "Activities of the last twelve months",
    type: "int",
    unit: "次",
    value: (c) => countRows(c, "records.activities", (row) => isWithinMonths(row["heldOn"], 12, c.today)),
  },
  {
    key: "mentoringPairs",
    label: "师徒对数",
    labelEn: "Mentoring pairs",
    type: "int",
    unit: "对",
    value: (c) => countAt(c, "talent.pairs"),
  },
  {
    key: "trainingPeople",
    label: "培训人次合计",
    labelEn: "Training attendances",
    type: "int",
    unit: "人次",
    value: (c) => Number(numberAt(c, "talent.trainingPeople")),
  },
  {
    key: "promotedPeople",
    label: "晋级人数合计",
    labelEn: "Promoted people",
    type: "int",
    unit: "人",
    value: (c) => Number(sumDecimals(columnAt(c.content, "talent.promotions.people"))),
  },
];

/** All derived numbers of an application by key. */
export function derivedNumbers(c: FormContext): Record<string, string | number> {
  return Object.fromEntries(DERIVED_NUMBERS.map((number) => [number.key, number.value(c)]));
}
