import type { Permission } from "@/domain/permissions";
import type { Role } from "@/domain/roles";
import { can } from "@/domain/permissions";
import type { IconName } from "@/ui/icon-paths";

export type NavigationItem = {
  /** word under shell.nav */
  key: "work" | "applications" | "registry" | "criteria" | "members" | "notices";
  href: string;
  icon: IconName;
  permission: Permission;
  /** stands in the bar at the foot of a phone; the others are in the drawer */
  phone: boolean;
};

/** The places of the signed-in part, in order. Who sees one is asked of domain/permissions.ts by name. */
export const NAVIGATION: readonly NavigationItem[] = [
  { key: "work", href: "/work", icon: "inbox", permission: "review.view", phone: true },
  { key: "applications", href: "/applications", icon: "edit", permission: "application.edit", phone: true },
  { key: "registry", href: "/registry", icon: "list", permission: "registry.view", phone: true },
  { key: "criteria", href: "/registry/criteria", icon: "grid", permission: "registry.view", phone: false },
  { key: "members", href: "/registry/members", icon: "users", permission: "registry.view", phone: false },
  { key: "notices", href: "/notices", icon: "bell", permission: "notice.view", phone: true },
];

/** What this role sees. */
export function navigationFor(role: Role): readonly NavigationItem[] {
  return NAVIGATION.filter((item) => can(role, item.permission));
}

/** Where this role starts after signing in. */
export function homeFor(role: Role): string {
  return navigationFor(role)[0]?.href ?? "/account";
}
