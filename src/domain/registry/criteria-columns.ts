import type { CriteriaSet, CriterionItem } from "../criteria-set";
import { enumLabel } from "../enumerations";
import { inList, type Locale } from "../locale";
import type { Stage } from "../review-stages";
import type { RegistryColumn } from "./registry-column";
import type { CriteriaRow, RegistryCase } from "./registry-row";

/** The verdict of a person: 达标, 存疑 or 未达标. */
const HUMAN_VERDICTS: Readonly<Record<string, { zh: string; en: string }>> = {
  met: { zh: "达标", en: "Met" },
  doubt: { zh: "存疑", en: "In doubt" },
  unmet: { zh: "未达标", en: "Unmet" },
};

/** Columns of the stages: the second is district or industry, whichever the route has. */
const STAGE_COLUMNS = [
  { key: "enterprise", stages: ["enterprise"], zh: "基层工会", en: "Enterprise union" },
  { key: "middle", stages: ["district", "industry"], zh: "县区/产业工会", en: "District or industry union" },
  { key: "city", stages: ["city"], zh: "市总工会", en: "City union" },
] as const satisfies readonly { key: string; stages: readonly Stage[]; zh: string; en: string }[];

type StageColumn = (typeof STAGE_COLUMNS)[number];

function verdictsOf(row: RegistryCase, column: StageColumn) {
  const stage = (column.stages as readonly Stage[]).find((key) => row.route.includes(key));
  return stage ? row.decisions[stage]?.verdicts : undefined;
}

function humanLabel(verdict: string, locale: Locale): string {
  return HUMAN_VERDICTS[verdict]?.[locale === "en" ? "en" : "zh"] ?? verdict;
}

/** 达标 7，存疑 1（有标牌标识）: how many of each, and by name what is not met. */
function summary(row: CriteriaRow, column: StageColumn, items: readonly CriterionItem[], locale: Locale): string | null {
  const verdicts = verdictsOf(row, column);
  if (!verdicts) return null;
  const parts = Object.keys(HUMAN_VERDICTS).flatMap((key) => {
    const those = items.filter((item) => verdicts[item.key]?.verdict === key);
    if (those.length === 0) return [];
    const names = inList(
      those.map((item) => (locale === "en" ? item.titleEn : item.title)),
      locale,
    );
    const named = key === "met" ? "" : locale === "en" ? ` (${names})` : `（${names}）`;
    return [`${humanLabel(key, locale)} ${those.length}${named}`];
  });
  return parts.join(locale === "en" ? ", " : "，") || null;
}

/**
 * 达标表 of one criteria set (八有达标表 where the set is 八有): one column per criterion with the automatic verdict of the last
 * submitted version, one per stage with its reviewer's verdicts in short, and one per stage and criterion on demand.
 */
export function criteriaColumns(set: Pick<CriteriaSet, "items" | "title" | "titleEn">): readonly RegistryColumn<CriteriaRow>[] {
  const perItem = set.items.map((item): RegistryColumn<CriteriaRow> => ({
    key: `item.${item.key}`,
    header: item.title,
    headerEn: item.titleEn,
    type: "text",
    width: 14,
    shown: true,
    value: (row, locale) => (row.verdicts[item.key] ? enumLabel("verdict", row.verdicts[item.key]!.verdict, locale) : null),
  }));
  const perStage = STAGE_COLUMNS.map((column): RegistryColumn<CriteriaRow> => ({
    key: `stage.${column.key}`,
    header: `${column.zh}判定`,
    headerEn: `Verdicts of the ${column.en.toLowerCase()}`,
    type: "text",
    width: 24,
    shown: true,
    value: (row, locale) => summary(row, column, set.items, locale),
  }));
  const perStageAndItem = STAGE_COLUMNS.flatMap((column) =>
    set.items.map((item): RegistryColumn<CriteriaRow> => ({
      key: `stage.${column.key}.${item.key}`,
      header: `${column.zh}：${item.title}`,
      headerEn: `${column.en}: ${item.titleEn}`,
      type: "text",
      width: 12,
      value: (row, locale) => {
        const verdict = verdictsOf(row, column)?.[item.key]?.verdict;
        return verdict ? humanLabel(verdict, locale) : null;
      },
    })),
  );
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
    {
      key: "recommender",
      header: "推荐单位",
      headerEn: "Recommending union",
      type: "text",
      width: 24,
      value: (row) => row.recommenderName,
    },
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
    { key: "unit", header: "所在单位", headerEn: "Unit", type: "text", width: 30, value: (row) => row.unitName },
    { key: "lead", header: "领衔人", headerEn: "Lead", type: "text", width: 10, value: (row) => row.leadName },
    ...perItem,
    {
      key: "met",
      header: `${set.title}达标数`,
      headerEn: `Criteria met (${set.titleEn})`,
      type: "integer",
      width: 12,
      shown: true,
      value: (row) => row.metCount,
    },
    ...perStage,
    {
      key: "status",
      header: "当前状态",
      headerEn: "Status",
      type: "text",
      width: 18,
      shown: true,
      value: (row, locale) => enumLabel("applicationState", row.status, locale),
    },
    ...perStageAndItem,
  ];
}
