"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, useTransition } from "react";
import type { Part } from "@/lib/document-part";
import { PartBox } from "@/ui/part-box";
import { type TableContent, tableMarkup } from "@/ui/table-markup";

type TableBoxProps = { caption: string; content: Part<TableContent>; className: string };

/**
 * The scrolling box of a table, by name a region. Its rows are HTML; its links change the page without loading it anew, as next/link
 * does, with one listener for all of them. A link with data-keep-scroll leaves the page where it is; every other click is the browser's.
 */
export function TableBox({ caption, content, className }: TableBoxProps) {
  const router = useRouter();
  const [busy, start] = useTransition();
  const follow = (event: MouseEvent<HTMLDivElement>) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href");
    if (!link || !href?.startsWith("/")) return;
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    start(() => router.push(href, { scroll: !link.dataset["keepScroll"] }));
  };
  return (
    // the links inside answer to the keyboard: Enter on one is a click
    <PartBox
      part={content}
      write={tableMarkup}
      role="region"
      aria-label={caption}
      tabIndex={0}
      aria-busy={busy || undefined}
      className={className}
      onClick={follow}
    />
  );
}
