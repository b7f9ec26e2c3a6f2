import Link from "next/link";
import { cn } from "@/lib/cn";
import { Badge } from "@/ui/badge";

export type Tab = {
  href: string;
  label: string;
  count?: number | undefined;
  /** beyond it the tab says “more than” */ countCap?: number;
  current?: boolean;
};

/** Views of one thing as links: each has an address, works without script and with the back button. */
export function Tabs({ label, tabs, className }: { label: string; tabs: readonly Tab[]; className?: string }) {
  return (
    <nav aria-label={label} className={cn("overflow-x-auto border-b border-line print:hidden", className)}>
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              prefetch={false}
              scroll={false}
              aria-current={tab.current ? "page" : undefined}
              className={cn(
                "inline-flex min-h-10 items-center gap-1.5 border-b-2 px-3 whitespace-nowrap touch:min-h-11 focus-visible:-outline-offset-2",
                tab.current ? "border-accent font-semibold text-accent" : "border-transparent text-ink-2 hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : (
                <Badge strong={tab.current === true}>
                  {tab.countCap !== undefined && tab.count > tab.countCap ? `${tab.countCap}+` : tab.count}
                </Badge>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
