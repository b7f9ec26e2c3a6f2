import type { Enumeration } from "./enumeration";

/** People: their qualification and their honors. */
export const PERSON_ENUMS = {
  gender: {
    label: "性别",
    labelEn: "Gender",
    basis: "standard",
    values: [
      { key: "male", label: "男", labelEn: "Male" },
      { key: "female", label: "女", labelEn: "Female" },
    ],
  },
  politics: {
    label: "政治面貌",
    labelEn: "Political affiliation",
    basis: "product",
    values: [
      { key: "cpcMember", label: "中共党员", labelEn: "CPC member" },
      { key: "cpcProbationary", label: "中共预备党员", labelEn: "CPC probationary member" },
      { key: "leagueMember", label: "共青团员", labelEn: "Communist Youth League member" },
      { key: "democraticParty", label: "民主党派", labelEn: "Member of a democratic party" },
      { key: "nonParty", label: "无党派人士", labelEn: "Personage without party affiliation" },
      { key: "masses", label: "群众", labelEn: "None" },
    ],
  },
  education: {
    label: "学历",
    labelEn: "Education",
    basis: "product",
    values: [
      { key: "doctor", label: "博士研究生", labelEn: "Doctoral", rank: 80 },
      { key: "master", label: "硕士研究生", labelEn: "Master", rank: 70 },
      { key: "bachelor", label: "大学本科", labelEn: "Bachelor", rank: 60 },
      { key: "juniorCollege", label: "大学专科", labelEn: "Junior college", rank: 50 },
      {
        key: "secondaryVocational",
        label: "中等专科（职高、技校）",
        labelEn: "Secondary vocational",
        rank: 40,
      },
      { key: "highSchool", label: "普通高中", labelEn: "Senior high school", rank: 40 },
      { key: "juniorHigh", label: "初中", labelEn: "Junior high school", rank: 30 },
      { key: "primary", label: "小学", labelEn: "Primary school", rank: 20 },
      { key: "other", label: "其他学历", labelEn: "Other", rank: 10 },
    ],
  },
  titleLevel: {
    label: "职称级别",
    labelEn: "Professional title level",
    basis: "product",
    values: [
      { key: "senior", label: "正高级", labelEn: "Senior", rank: 50 },
      { key: "deputySenior", label: "副高级", labelEn: "Deputy senior", rank: 40 },
      { key: "intermediate", label: "中级", labelEn: "Intermediate", rank: 30 },
      { key: "assistant", label: "助理级", labelEn: "Assistant", rank: 20 },
      { key: "technicianLevel", label: "员级", labelEn: "Technician-level title", rank: 10 },
    ],
  },
  skillGrade: {
    label: "技能等级",
    labelEn: "Skill grade (new eight-grade system)",
    basis: "sourced",
    values: [
      { key: "apprentice", label: "学徒工", labelEn: "Apprentice", rank: 1 },
      { key: "juniorWorker", label: "初级工", labelEn: "Junior worker", rank: 2 },
      { key: "intermediateWorker", label: "中级工", labelEn: "Intermediate worker", rank: 3 },
      { key: "seniorWorker", label: "高级工", labelEn: "Senior worker", rank: 4 },
      { key: "technician", label: "技师", labelEn: "Technician", rank: 5 },
      { key: "seniorTechnician", label: "高级技师", labelEn: "Senior technician", rank: 6 },
      { key: "specialTechnician", label: "特级技师", labelEn: "Special-grade technician", rank: 7 },
      { key: "chiefTechnician", label: "首席技师", labelEn: "Chief technician", rank: 8 },
    ],
  },
  honorLevel: {
    label: "荣誉级别",
    labelEn: "Level of an honor",
    basis: "sourced",
    values: [
      { key: "national", label: "全国级", labelEn: "National", rank: 50 },
      { key: "provincial", label: "省部级", labelEn: "Provincial or ministerial", rank: 40 },
      { key: "city", label: "市级", labelEn: "City (prefecture)", rank: 30 },
      { key: "county", label: "县区级", labelEn: "County or district", rank: 20 },
      { key: "enterprise", label: "企业级", labelEn: "Enterprise", rank: 10 },
    ],
  },
  honorKind: {
    label: "荣誉类别",
    labelEn: "Kind of honor",
    basis: "sourced",
    values: [
      {
        key: "modelWorker",
        label: "劳动模范（先进工作者）",
        labelEn: "Model worker or advanced worker",
        modelWorkerKind: true,
      },
      { key: "mayDayMedal", label: "五一劳动奖章", labelEn: "May Day labour medal", modelWorkerKind: true },
      {
        key: "equivalent",
        label: "比照享受劳模待遇",
        labelEn: "Treated as a model worker",
        modelWorkerKind: true,
      },
      { key: "craftsman", label: "工匠人才称号", labelEn: "Craftsman title", modelWorkerKind: false },
      {
        key: "expert",
        label: "专家津贴或学术技术带头人",
        labelEn: "Expert allowance or academic leader",
        modelWorkerKind: false,
      },
      { key: "other", label: "其他荣誉", labelEn: "Other honor", modelWorkerKind: false },
    ],
  },
} as const satisfies Record<string, Enumeration>;
