import type { Enumeration } from "./enumeration";

/** Criteria: verdict, severity and the dimensions shared by all sets. */
export const CRITERIA_ENUMS = {
  verdict: {
    label: "判定",
    labelEn: "Verdict of the automatic check of one criterion",
    basis: "product",
    values: [
      { key: "met", label: "达标", labelEn: "Met" },
      { key: "warn", label: "有提醒", labelEn: "Met with a warning" },
      { key: "unmet", label: "未达标", labelEn: "Unmet" },
    ],
  },
  severity: {
    label: "级别",
    labelEn: "Severity of a check",
    basis: "product",
    values: [
      { key: "block", label: "必达", labelEn: "Blocks submission" },
      { key: "warn", label: "提醒", labelEn: "Warns only" },
    ],
  },
  criteriaDimension: {
    label: "标准维度",
    labelEn: "Canonical dimension shared by all criteria sets",
    basis: "product",
    values: [
      { key: "name", label: "冠名", labelEn: "Name" },
      { key: "sign", label: "标牌", labelEn: "Sign" },
      { key: "place", label: "场所", labelEn: "Place" },
      { key: "equipment", label: "设施", labelEn: "Equipment" },
      { key: "leader", label: "领衔人", labelEn: "Leader" },
      { key: "team", label: "团队", labelEn: "Team" },
      { key: "unionOrg", label: "工会组织", labelEn: "Union organisation" },
      { key: "participation", label: "职工参与", labelEn: "Participation of staff" },
      { key: "rules", label: "制度", labelEn: "Rules" },
      { key: "onWall", label: "制度上墙", labelEn: "Rules on the wall" },
      { key: "funds", label: "经费", labelEn: "Funds" },
      { key: "plan", label: "规划与课题", labelEn: "Plan and topics" },
      { key: "records", label: "台账资料", labelEn: "Records" },
      { key: "results", label: "成果", labelEn: "Results" },
      { key: "display", label: "成果展示", labelEn: "Display" },
      { key: "transfer", label: "成果转化", labelEn: "Transfer" },
      { key: "mentoring", label: "师带徒", labelEn: "Mentoring" },
    ],
  },
} as const satisfies Record<string, Enumeration>;
