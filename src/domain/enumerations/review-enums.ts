import type { Enumeration } from "./enumeration";

/** Organisations and the review. */
export const REVIEW_ENUMS = {
  orgKind: {
    label: "组织类型",
    labelEn: "Kind of organisation",
    basis: "sourced",
    values: [
      { key: "city", label: "市总工会", labelEn: "City federation (tenant)" },
      { key: "district", label: "县区总工会", labelEn: "District or county federation" },
      { key: "zone", label: "开发区总工会", labelEn: "Development-zone federation" },
      { key: "industry", label: "产业（系统）工会", labelEn: "Industry or system union" },
      { key: "enterprise", label: "基层工会", labelEn: "Grass-roots (enterprise) union" },
    ],
  },
  stage: {
    label: "审核环节",
    labelEn: "Review stage",
    basis: "product",
    values: [
      { key: "enterprise", label: "基层工会审核", labelEn: "Review by the enterprise union" },
      { key: "district", label: "县区总工会审核", labelEn: "Review by the district federation" },
      { key: "industry", label: "产业工会审核", labelEn: "Review by the industry union" },
      { key: "city", label: "市总工会审核", labelEn: "Review by the city federation" },
    ],
  },
  stepActor: {
    label: "操作人",
    labelEn: "Actor of a step",
    basis: "product",
    values: [
      { key: "lead", label: "领衔人", labelEn: "Studio lead or the contact acting for the lead" },
      { key: "enterprise", label: "基层工会", labelEn: "Enterprise union" },
      { key: "district", label: "县区总工会", labelEn: "District federation" },
      { key: "industry", label: "产业工会", labelEn: "Industry union" },
      { key: "city", label: "市总工会", labelEn: "City federation" },
    ],
  },
  stepAction: {
    label: "操作",
    labelEn: "Action of a step",
    basis: "product",
    values: [
      { key: "submit", label: "提交", labelEn: "Submit" },
      { key: "approve", label: "同意", labelEn: "Approve" },
      { key: "return", label: "退回补正", labelEn: "Return for correction" },
      { key: "reject", label: "不予通过", labelEn: "Reject" },
      { key: "resubmit", label: "重新提交", labelEn: "Resubmit" },
      { key: "withdraw", label: "撤回", labelEn: "Withdraw" },
    ],
  },
  applicationState: {
    label: "申报状态",
    labelEn: "State of an application",
    basis: "product",
    values: [
      { key: "draft", label: "草稿", labelEn: "Draft", final: false },
      {
        key: "enterpriseReview",
        label: "待基层工会审核",
        labelEn: "With the enterprise union",
        final: false,
      },
      {
        key: "districtReview",
        label: "待县区总工会审核",
        labelEn: "With the district federation",
        final: false,
      },
      { key: "industryReview", label: "待产业工会审核", labelEn: "With the industry union", final: false },
      { key: "cityReview", label: "待市总工会审核", labelEn: "With the city federation", final: false },
      { key: "returned", label: "退回补正", labelEn: "Returned for correction", final: false },
      { key: "withdrawn", label: "已撤回", labelEn: "Withdrawn by the applicant", final: false },
      {
        key: "approved",
        label: "审核通过待公示",
        labelEn: "Approved and waiting for publicity",
        final: false,
      },
      { key: "publicity", label: "公示中", labelEn: "In the publicity period", final: false },
      { key: "named", label: "已命名", labelEn: "Named", final: true },
      { key: "rejected", label: "不予通过", labelEn: "Rejected", final: true },
      { key: "expired", label: "逾期放弃", labelEn: "Expired", final: true },
      { key: "voided", label: "作废", labelEn: "Voided", final: true },
    ],
  },
} as const satisfies Record<string, Enumeration>;
