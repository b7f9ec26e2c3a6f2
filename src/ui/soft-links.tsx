"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, useTransition } from "react";

/**
 * A scrolling box of HTML, by name a region, whose own links change the page without loading it anew, as next/link does, with one listener for all of them. A
 * link with data-keep-scroll leaves the page where it is. Every other click is the browser's.
 */
export function SoftLinks({ label, content, className }: { label: string; content: string; className: string }) {
  const router = useRouter();
  const [busy, start] = useTransition();
  const follow = (event: MouseEvent<HTMLDivElement>) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href");
    if (!link || !href?.startsWith("/") || link.target || link.hasAttribute("download")) return;
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    start(() => router.push(href, { scroll: !link.dataset["keepScroll"] }));
  };
  const html = { __html: content };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the links inside answer to the keyboard: Enter on one is a click
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      aria-busy={busy || undefined}
      className={className}
      onClick={follow}
      dangerouslySetInnerHTML={html}
    />
  );
}
