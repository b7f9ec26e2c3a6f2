import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { switchRole } from "@/features/account/actions";
import { signOut } from "@/features/account/sign-in-actions";
import { navigationFor } from "@/features/shell/navigation";
import { countForShell, shellGrants } from "@/features/shell/queries";
import { Shell } from "@/features/shell/shell";
import { demoDay } from "@/server/business-clock";
import { requireViewer } from "@/server/viewer";

/** The frame of every signed-in page. Each page asks for its own permission as well: a layout guards nothing. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer("account.view");
  const [locale, counts] = await Promise.all([getLocale(), countForShell(viewer)]);
  return (
    <Shell
      items={navigationFor(viewer.role)}
      accountName={viewer.accountName}
      cityName={viewer.cityName}
      grants={shellGrants(viewer, locale)}
      {...counts}
      demoDay={demoDay()}
      switchRole={switchRole}
      signOut={signOut}
    >
      {children}
    </Shell>
  );
}
