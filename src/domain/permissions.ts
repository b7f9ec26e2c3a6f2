import { ROLES, type Role } from "./roles";

const REVIEWERS = ["enterpriseReviewer", "districtReviewer", "cityReviewer"] as const;
const UNIONS = [...REVIEWERS, "orgAdmin", "cityAdmin"] as const;
const STUDIO = ["lead", "contributor"] as const;

/**
 * Who may do what, by name. A role that is not listed may not. Whether the record itself allows it
 * (stage, own studio, same person) is asked of review-stages.ts after it was loaded in scope.
 */
export const PERMISSIONS = {
  "application.view": { label: "查看申报", roles: [...STUDIO, ...UNIONS] },
  "application.create": { label: "新建申报", roles: ["lead"] },
  "application.edit": { label: "填写申报", roles: STUDIO },
  "application.submit": { label: "提交申报", roles: ["lead"] },
  "application.withdraw": { label: "撤回申报", roles: ["lead"] },
  "application.copy": { label: "复制为新申报", roles: ["lead"] },
  "application.void": { label: "作废申报", roles: ["cityAdmin"] },
  "studio.open": { label: "另建工作室", roles: ["lead"] },
  "review.view": { label: "查看审核", roles: UNIONS },
  "review.decide": { label: "审核申报", roles: REVIEWERS },
  // propose, confirm, decline or cancel 不予通过 and 作废; who exactly is asked of review-stages.ts
  "review.settle": { label: "提出和确认不予通过、作废", roles: [...REVIEWERS, "cityAdmin"] },
  "registry.view": { label: "查看台账", roles: UNIONS },
  "registry.export": { label: "导出台账", roles: UNIONS },
  "registry.exportUnmasked": { label: "导出未脱敏台账", roles: ["cityAdmin"] },
  "notice.view": { label: "查看消息", roles: [...STUDIO, ...UNIONS] },
  "account.view": { label: "查看本人账号", roles: Object.keys(ROLES) as Role[] },
  "audit.view": { label: "查看审计", roles: ["auditor"] },
} as const satisfies Record<string, { label: string; roles: readonly Role[] }>;

export type Permission = keyof typeof PERMISSIONS;

export function can(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission].roles as readonly Role[]).includes(role);
}
