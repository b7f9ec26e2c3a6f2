import { type EnumName, enumLabel } from "../enumerations";
import type { Locale } from "../locale";
import type { RegistryColumn } from "./registry-column";
import type { MemberRow } from "./registry-row";

const label = (name: EnumName, key: string | null, locale: Locale) => (key ? enumLabel(name, key, locale) : null);

/** 成员花名册. Source: registries.md of the domain notes; the lead stands first in the team. */
export const MEMBER_COLUMNS: readonly RegistryColumn<MemberRow>[] = [
  { key: "position", header: "序号", headerEn: "No.", type: "integer", width: 6, shown: true, value: (row) => row.position },
  { key: "number", header: "申报编号", headerEn: "Number", type: "text", width: 15, value: (row) => row.number },
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
  { key: "name", header: "姓名", headerEn: "Name", type: "text", width: 10, shown: true, value: (row) => row.name },
  {
    key: "gender",
    header: "性别",
    headerEn: "Gender",
    type: "text",
    width: 6,
    shown: true,
    value: (row, locale) => label("gender", row.gender, locale),
  },
  {
    key: "birth",
    header: "出生年月",
    headerEn: "Born",
    type: "month",
    width: 10,
    personal: "birth",
    shown: true,
    value: (row) => row.birth,
  },
  {
    key: "education",
    header: "学历",
    headerEn: "Education",
    type: "text",
    width: 14,
    shown: true,
    value: (row, locale) => label("education", row.education, locale),
  },
  { key: "title", header: "职称", headerEn: "Title", type: "text", width: 18, shown: true, value: (row) => row.title },
  {
    key: "grade",
    header: "技能等级",
    headerEn: "Skill grade",
    type: "text",
    width: 12,
    shown: true,
    value: (row, locale) => label("skillGrade", row.skillGrade, locale),
  },
  { key: "department", header: "部门", headerEn: "Department", type: "text", width: 20, shown: true, value: (row) => row.department },
  {
    key: "honor",
    header: "最高荣誉",
    headerEn: "Highest honor",
    type: "text",
    width: 12,
    shown: true,
    value: (row, locale) => label("honorLevel", row.honorLevel, locale),
  },
  {
    key: "duty",
    header: "分工",
    headerEn: "Duty",
    type: "text",
    width: 20,
    shown: true,
    value: (row, locale) => (row.isLead ? (locale === "en" ? "Lead" : "领衔人") : row.duty),
  },
];
