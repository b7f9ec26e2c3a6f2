import Link from "next/link";
import { cn } from "@/lib/cn";
import type { ShellWords } from "./shell-props";

/** Our own mark: a gear tooth ring around a star, for craft and honour. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-8 shrink-0", className)}>
      <rect width="32" height="32" rx="7" fill="#b3261e" />
      <circle cx="16" cy="16" r="9.6" fill="none" stroke="#fff" strokeWidth="2.4" strokeDasharray="4.03 3.51" />
      <circle cx="16" cy="16" r="7.6" fill="none" stroke="#fff" strokeWidth="1.4" />
      <path d="m16 10.6 1.6 3.5 3.8.4-2.8 2.6.8 3.8-3.4-2-3.4 2 .8-3.8-2.8-2.6 3.8-.4Z" fill="#ffd27a" />
    </svg>
  );
}

/** Mark and name of the product; the short name on phones. */
export function Brand({ href, cityName, words }: { href: string; cityName: string; words: Pick<ShellWords, "product" | "shortProduct"> }) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Link href={href} prefetch={false} className="flex min-w-0 items-center gap-2.5 rounded-md touch:min-h-11">
        <BrandMark />
        <span className="truncate font-semibold max-lg:hidden">{words.product}</span>
        <span className="truncate font-semibold lg:hidden">{words.shortProduct}</span>
      </Link>
      <span className="shrink-0 border-l border-line pl-3 text-sm text-ink-2 max-md:hidden">{cityName}</span>
    </div>
  );
}
