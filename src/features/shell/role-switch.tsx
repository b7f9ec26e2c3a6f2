"use client";

import { useTransition } from "react";
import { buttonClass } from "@/ui/button-class";
import { Icon } from "@/ui/icon";
import { Menu } from "@/ui/menu";
import { Spinner } from "@/ui/spinner";
import { showToast } from "@/ui/toast-store";
import type { ShellGrant, ShellWords, SwitchRole } from "./shell-props";

type RoleSwitchProps = {
  grants: readonly ShellGrant[];
  switchRole: SwitchRole | undefined;
  words: Pick<ShellWords, "switchRole" | "switchFailed">;
};

/** Who one is acting as; with more than one grant, a menu to act as another. */
export function RoleSwitch({ grants, switchRole, words }: RoleSwitchProps) {
  const [pending, start] = useTransition();
  const current = grants.find((grant) => grant.current);
  if (!current) return null;
  const face = (
    <span className="flex min-w-0 items-center gap-2 text-left">
      <span className="min-w-0">
        <span className="block truncate text-sm leading-5 font-medium">{current.orgName}</span>
        <span className="block truncate text-xs leading-4 text-ink-3">{current.roleName}</span>
      </span>
      {pending ? <Spinner /> : grants.length > 1 && switchRole ? <Icon name="chevron" className="size-4 text-ink-2" /> : null}
    </span>
  );
  if (grants.length === 1 || !switchRole) return <div className="min-w-0 px-2.5">{face}</div>;
  const act = (grantId: string) => {
    if (grantId === current.grantId) return;
    start(async () => {
      const answer = await switchRole({ grantId });
      if (answer && !answer.ok) showToast({ tone: "danger", text: answer.message ?? words.switchFailed });
    });
  };
  return (
    <Menu
      label={words.switchRole}
      className={buttonClass("quiet", "sm", "max-w-full min-w-0 py-1 touch:min-w-11")}
      trigger={face}
      items={grants.map((grant) => ({ id: grant.grantId, label: grant.orgName, note: grant.roleName, current: grant.current }))}
      onAction={act}
      disabled={pending}
    />
  );
}
