export type OrgKind = "city" | "district" | "zone" | "industry" | "enterprise" | "studio";

/** Roles of workflow.md: where each is held and its words on screen. */
export const ROLES = {
  lead: { label: "工作室负责人", labelEn: "Studio lead", heldAt: ["studio"] },
  contributor: { label: "填报协助人", labelEn: "Contributor", heldAt: ["studio"] },
  enterpriseReviewer: { label: "基层工会审核员", labelEn: "Enterprise union reviewer", heldAt: ["enterprise"] },
  districtReviewer: {
    label: "县区/产业工会审核员",
    labelEn: "District or industry reviewer",
    heldAt: ["district", "zone", "industry"],
  },
  cityReviewer: { label: "市总工会审核员", labelEn: "City reviewer", heldAt: ["city"] },
  orgAdmin: {
    label: "本级管理员",
    labelEn: "Organisation administrator",
    heldAt: ["enterprise", "district", "zone", "industry", "city"],
  },
  cityAdmin: { label: "市级管理员", labelEn: "City administrator", heldAt: ["city"] },
  expert: { label: "评审专家", labelEn: "Expert", heldAt: ["city", "district"] },
  inspector: { label: "考察员", labelEn: "Inspector", heldAt: ["city", "district"] },
  sysadmin: { label: "系统管理员", labelEn: "System administrator", heldAt: ["city"] },
  secadmin: { label: "安全管理员", labelEn: "Security administrator", heldAt: ["city"] },
  auditor: { label: "审计管理员", labelEn: "Auditor", heldAt: ["city"] },
} as const satisfies Record<string, { label: string; labelEn: string; heldAt: readonly OrgKind[] }>;

export type Role = keyof typeof ROLES;

export function isRole(value: string): value is Role {
  return Object.hasOwn(ROLES, value);
}

export function roleLabel(role: Role, locale: string): string {
  return locale === "en" ? ROLES[role].labelEn : ROLES[role].label;
}
