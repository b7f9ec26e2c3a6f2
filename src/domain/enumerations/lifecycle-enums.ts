import type { Enumeration } from "./enumeration";

/** What happens to a studio after the review. */
export const LIFECYCLE_ENUMS = {
  studioState: {
    label: "工作室状态",
    labelEn: "State of a named studio",
    basis: "product",
    values: [
      { key: "active", label: "运行", labelEn: "Active" },
      { key: "assessing", label: "考核中", labelEn: "Under assessment" },
      { key: "rectifying", label: "限期整改", labelEn: "Rectifying" },
      { key: "cancelled", label: "取消", labelEn: "Cancelled" },
      { key: "revoked", label: "摘牌", labelEn: "Revoked" },
    ],
  },
  lifecycleEvent: {
    label: "后续事项",
    labelEn: "Event after the review stages",
    basis: "product",
    values: [
      { key: "inspection", label: "实地考察", labelEn: "On-site inspection" },
      { key: "expertReview", label: "专家评审", labelEn: "Expert review" },
      { key: "meeting", label: "会议研究", labelEn: "Decision of a meeting" },
      { key: "publicityStart", label: "公示开始", labelEn: "Publicity starts" },
      { key: "publicityEnd", label: "公示期满", labelEn: "Publicity ends" },
      { key: "objection", label: "收到异议", labelEn: "Objection received" },
      { key: "objectionUpheld", label: "异议成立", labelEn: "Objection upheld" },
      { key: "naming", label: "命名", labelEn: "Naming" },
      { key: "upgrade", label: "升级命名", labelEn: "Naming at a higher level" },
      { key: "subsidy", label: "补助", labelEn: "Subsidy" },
      { key: "returnOverdue", label: "补正逾期", labelEn: "Correction overdue" },
      { key: "copyToNextBatch", label: "复制到下一批次", labelEn: "Copied to the next batch" },
      { key: "leadChange", label: "变更领衔人", labelEn: "Change of lead" },
      { key: "rename", label: "更名", labelEn: "Rename" },
      { key: "annualReport", label: "报送年报", labelEn: "Annual report" },
      { key: "assessment", label: "年度考核", labelEn: "Annual assessment" },
      { key: "rectification", label: "限期整改", labelEn: "Rectification ordered" },
      { key: "rectified", label: "整改通过", labelEn: "Rectification accepted" },
      { key: "reconfirmed", label: "重新确认", labelEn: "Re-confirmed" },
      { key: "cancellation", label: "取消", labelEn: "Cancelled" },
    ],
  },
  assessmentGrade: {
    label: "考核等次",
    labelEn: "Grade of an annual assessment",
    basis: "sourced",
    values: [
      { key: "excellent", label: "优秀", labelEn: "Excellent" },
      { key: "qualified", label: "合格", labelEn: "Qualified" },
      { key: "unqualified", label: "不合格", labelEn: "Unqualified" },
    ],
  },
} as const satisfies Record<string, Enumeration>;
