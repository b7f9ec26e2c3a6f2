"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/lib/cn";
import { Badge } from "@/ui/badge";
import { Icon } from "@/ui/icon";
import type { IconName } from "@/ui/icon-paths";
import { Spinner } from "@/ui/spinner";
import type { ShellLink } from "./shell-props";

/** The item a path belongs to: the longest address that the path begins with. */
export function currentHref(items: readonly { href: string }[], path: string): string | undefined {
  return items
    .map((item) => item.href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** A page on its way shows at the link that was pressed: the page before it stays readable meanwhile. */
function LinkIcon({ name, className }: { name: IconName; className?: string }) {
  return useLinkStatus().pending ? <Spinner className={cn("size-5", className)} /> : <Icon name={name} className={className} />;
}

/** The list at the left edge. */
export function SideLinks({ items }: { items: readonly ShellLink[] }) {
  const current = currentHref(items, usePathname());
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map((item) => (
        <li key={item.href}>
          <Link
            href={item.href}
            prefetch={false}
            aria-current={item.href === current ? "page" : undefined}
            className={cn(
              "flex min-h-10 items-center gap-2.5 rounded-md px-3 touch:min-h-11",
              item.href === current
                ? "bg-accent-soft font-semibold text-accent-strong shadow-[inset_3px_0_0_var(--color-accent)]"
                : "text-ink-2 hover:bg-subtle hover:text-ink",
            )}
          >
            <LinkIcon name={item.icon} />
            <span className="min-w-0 flex-1 truncate">{item.label}</span>
            {item.count ? <Badge strong>{item.count > 99 ? "99+" : item.count}</Badge> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The cells of the bar at the foot of a phone. */
export function BottomLinks({ items }: { items: readonly ShellLink[] }) {
  const current = currentHref(items, usePathname());
  return items.map((item) => (
    <li key={item.href} className="flex-1">
      <Link
        href={item.href}
        prefetch={false}
        aria-current={item.href === current ? "page" : undefined}
        className={cn(
          "flex h-14 flex-col items-center justify-center gap-0.5 text-xs focus-visible:-outline-offset-2",
          item.href === current ? "font-semibold text-accent" : "text-ink-2",
        )}
      >
        <span className="relative">
          <LinkIcon name={item.icon} className="size-6" />
          {item.count ? (
            <Badge strong className="absolute -top-1 left-4 border border-surface">
              {item.count > 99 ? "99+" : item.count}
            </Badge>
          ) : null}
        </span>
        {item.label}
      </Link>
    </li>
  ));
}
