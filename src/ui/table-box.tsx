"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, useMemo, useTransition } from "react";
import { type TableContent, tableMarkup } from "@/ui/table-markup";

/**
 * The scrolling box of a table, by name a region. Its rows are HTML; its links change the page without loading it anew, as next/link
 * does, with one listener for all of them. A link with data-keep-scroll leaves the page where it is; every other click is the browser's.
 */
export function TableBox({ className, ...content }: TableContent & { className: string }) {
  const router = useRouter();
  const [busy, start] = useTransition();
  const { caption, head, rows, cards } = content;
  const html = useMemo(() => ({ __html: tableMarkup({ caption, head, rows, cards }).html }), [caption, head, rows, cards]);
  const follow = (event: MouseEvent<HTMLDivElement>) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href");
    if (!link || !href?.startsWith("/")) return;
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    start(() => router.push(href, { scroll: !link.dataset["keepScroll"] }));
  };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the links inside answer to the keyboard: Enter on one is a click
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      aria-busy={busy || undefined}
      className={className}
      onClick={follow}
      dangerouslySetInnerHTML={html}
    />
  );
}
