import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

/** A header that sorts: two small arrows, of which the one in force is filled. `aria-sort` stands on the cell. */
export function SortHeader({ href, sorted, children }: { href: string; sorted: "ascending" | "descending" | "none"; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      className={cn("inline-flex items-center gap-1 rounded-sm hover:text-accent touch:min-h-11", sorted !== "none" && "text-accent")}
    >
      {children}
      <svg viewBox="0 0 8 12" aria-hidden="true" className="h-3 w-2 shrink-0">
        <path d="M4 .8 7.2 5H.8Z" fill="currentColor" opacity={sorted === "ascending" ? 1 : 0.3} />
        <path d="M4 11.2.8 7h6.4Z" fill="currentColor" opacity={sorted === "descending" ? 1 : 0.3} />
      </svg>
    </Link>
  );
}
