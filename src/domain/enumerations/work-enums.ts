import type { Enumeration } from "./enumeration";

/** What a studio does and shows: rules, funds, records, projects, results. */
export const WORK_ENUMS = {
  ruleKind: {
    label: "制度类别",
    labelEn: "Kind of rule",
    basis: "sourced",
    values: [
      { key: "activity", label: "活动开展", labelEn: "Running activities" },
      { key: "study", label: "学习研究", labelEn: "Study and research" },
      { key: "tackling", label: "技术攻关", labelEn: "Tackling technical problems" },
      { key: "transfer", label: "成果转化", labelEn: "Transfer of results" },
      { key: "incentive", label: "奖励激励", labelEn: "Rewards and incentives" },
      { key: "internal", label: "内部管理", labelEn: "Internal management" },
      { key: "other", label: "其他制度", labelEn: "Other rule" },
    ],
  },
  fundSource: {
    label: "经费来源",
    labelEn: "Source of funds",
    basis: "product",
    values: [
      { key: "unit", label: "单位拨付", labelEn: "Given by the unit" },
      { key: "unionFund", label: "工会经费", labelEn: "Union funds" },
      { key: "superior", label: "上级补助", labelEn: "Grant of a higher level" },
      { key: "other", label: "其他来源", labelEn: "Other source" },
    ],
  },
  activityKind: {
    label: "活动类型",
    labelEn: "Kind of activity",
    basis: "product",
    values: [
      { key: "tackling", label: "攻关", labelEn: "Problem solving" },
      { key: "training", label: "培训", labelEn: "Training" },
      { key: "exchange", label: "交流", labelEn: "Exchange" },
      { key: "review", label: "评审", labelEn: "Review" },
      { key: "other", label: "其他活动", labelEn: "Other activity" },
    ],
  },
  archiveMethod: {
    label: "资料保管方式",
    labelEn: "Way of keeping records",
    basis: "product",
    values: [
      { key: "cabinet", label: "资料柜或档案盒", labelEn: "Cabinet or file boxes" },
      { key: "electronic", label: "电子台账", labelEn: "Electronic ledger" },
      { key: "keeper", label: "专人保管", labelEn: "Appointed keeper" },
      { key: "filingRule", label: "资料管理制度", labelEn: "Filing rule" },
    ],
  },
  projectKind: {
    label: "项目类型",
    labelEn: "Kind of project",
    basis: "sourced",
    values: [
      { key: "newProduct", label: "新产品研发", labelEn: "New product" },
      { key: "quality", label: "质量攻关", labelEn: "Quality problem" },
      { key: "process", label: "生产工艺改进", labelEn: "Process improvement" },
      { key: "management", label: "管理创新项目", labelEn: "Management innovation" },
      { key: "service", label: "服务模式创新", labelEn: "Service model innovation" },
      { key: "other", label: "其他项目", labelEn: "Other project" },
    ],
  },
  projectStatus: {
    label: "项目状态",
    labelEn: "State of a project",
    basis: "sourced",
    values: [
      { key: "approved", label: "已立项", labelEn: "Approved" },
      { key: "ongoing", label: "在研", labelEn: "In progress" },
      { key: "finished", label: "已结题", labelEn: "Finished" },
      { key: "stopped", label: "已终止", labelEn: "Stopped" },
    ],
  },
  resultKind: {
    label: "成果类型",
    labelEn: "Kind of result",
    basis: "sourced",
    values: [
      { key: "patent", label: "专利", labelEn: "Patent" },
      { key: "paper", label: "论文", labelEn: "Paper" },
      { key: "method", label: "工法或先进操作法", labelEn: "Construction or operating method" },
      { key: "standard", label: "标准", labelEn: "Standard" },
      { key: "fiveSmall", label: "五小成果", labelEn: "Five-small result" },
      { key: "suggestion", label: "合理化建议", labelEn: "Rationalisation proposal" },
      { key: "serviceMethod", label: "服务法", labelEn: "Service method" },
      { key: "managementMethod", label: "管理改进", labelEn: "Management improvement" },
      { key: "other", label: "其他成果", labelEn: "Other result" },
    ],
  },
  patentKind: {
    label: "专利类别",
    labelEn: "Kind of patent",
    basis: "sourced",
    values: [
      { key: "invention", label: "发明", labelEn: "Invention" },
      { key: "utilityModel", label: "实用新型", labelEn: "Utility model" },
      { key: "design", label: "外观设计", labelEn: "Design" },
    ],
  },
  patentStatus: {
    label: "专利状态",
    labelEn: "State of a patent",
    basis: "product",
    values: [
      { key: "pending", label: "申请中", labelEn: "Applied for" },
      { key: "granted", label: "已授权", labelEn: "Granted" },
      { key: "lapsed", label: "已失效", labelEn: "Lapsed" },
    ],
  },
  displayKind: {
    label: "展示形式",
    labelEn: "Form of display",
    basis: "sourced",
    values: [
      { key: "panel", label: "版面", labelEn: "Panel" },
      { key: "stand", label: "展台", labelEn: "Stand" },
      { key: "cabinet", label: "展柜", labelEn: "Showcase" },
      { key: "screen", label: "电子屏", labelEn: "Screen" },
      { key: "other", label: "其他形式", labelEn: "Other form" },
    ],
  },
} as const satisfies Record<string, Enumeration>;
