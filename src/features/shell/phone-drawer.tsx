"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

/** On a phone: what the top bar and the left edge hold on a desk. Closes by itself when it led somewhere. */
export function PhoneDrawer({ label, title, children }: { label: string; title: string; children: ReactNode }) {
  const path = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <div className="md:hidden">
      <Button
        variant="quiet"
        size="sm"
        icon="menu"
        aria-label={label}
        aria-haspopup="dialog"
        className="touch:min-w-11"
        onClick={() => setOpenAt(path)}
      />
      <Dialog open={openAt === path} onClose={() => setOpenAt(null)} title={title} size="side">
        {children}
      </Dialog>
    </div>
  );
}
