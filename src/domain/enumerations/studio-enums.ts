import type { Enumeration } from "./enumeration";

/** The studio, its naming and its facilities. */
export const STUDIO_ENUMS = {
  studioKind: {
    label: "申报类别",
    labelEn: "Studio kind",
    basis: "sourced",
    values: [
      { key: "modelWorker", label: "劳模创新工作室", labelEn: "Model-worker innovation studio" },
      { key: "staff", label: "职工创新工作室", labelEn: "Staff innovation studio" },
      {
        key: "traditionalCraft",
        label: "传统工艺大师创新工作室",
        labelEn: "Traditional-craft master studio",
      },
      { key: "joint", label: "联合创新工作室", labelEn: "Joint innovation studio" },
    ],
  },
  applyWay: {
    label: "申报方式",
    labelEn: "Way of applying",
    basis: "product",
    values: [
      { key: "new", label: "新申报", labelEn: "New application" },
      { key: "reconfirm", label: "重新确认", labelEn: "Re-confirmation of a named studio" },
      { key: "upgrade", label: "升级申报", labelEn: "Upgrade to a higher level" },
    ],
  },
  naming: {
    label: "冠名方式",
    labelEn: "Way of naming",
    basis: "sourced",
    values: [
      { key: "leadName", label: "领衔人姓名", labelEn: "Name of the lead" },
      { key: "workNature", label: "工作性质", labelEn: "Nature of the work" },
      { key: "other", label: "其他冠名方式", labelEn: "Other way of naming" },
    ],
  },
  studioLevel: {
    label: "工作室级别",
    labelEn: "Studio level",
    basis: "sourced",
    values: [
      { key: "enterprise", label: "企业（单位）级", labelEn: "Enterprise level", rank: 10 },
      { key: "county", label: "县区（产业）级", labelEn: "District or industry level", rank: 20 },
      { key: "city", label: "市级", labelEn: "City level", rank: 30 },
      { key: "provincial", label: "省级", labelEn: "Provincial level", rank: 40 },
      { key: "national", label: "国家级", labelEn: "National level", rank: 50 },
    ],
  },
  direction: {
    label: "创新方向",
    labelEn: "Innovation direction",
    basis: "sourced",
    values: [
      { key: "technology", label: "技术创新", labelEn: "Technological innovation" },
      { key: "management", label: "管理创新", labelEn: "Management innovation" },
      { key: "service", label: "服务创新", labelEn: "Service innovation" },
      { key: "skillInheritance", label: "技能传承", labelEn: "Passing on skills" },
    ],
  },
  facilityKind: {
    label: "设施类别",
    labelEn: "Kind of facility",
    basis: "sourced",
    values: [
      { key: "officeEquipment", label: "办公机具", labelEn: "Office equipment" },
      { key: "tool", label: "器材工具", labelEn: "Instruments and tools" },
      { key: "reference", label: "专业资料", labelEn: "Professional reference material" },
      { key: "other", label: "其他设施", labelEn: "Other facility" },
    ],
  },
} as const satisfies Record<string, Enumeration>;
