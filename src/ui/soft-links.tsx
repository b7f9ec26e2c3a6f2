"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, type MouseEvent, useTransition } from "react";

/**
 * A box of HTML whose own links change the page without loading it anew, as next/link does, with one listener for all of them. A
 * link with data-keep-scroll leaves the page where it is. Every other click is the browser's.
 */
export function SoftLinks({ content, ...box }: ComponentProps<"div"> & { content: string }) {
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
  // the links answer to the keyboard themselves: Enter on one is a click
  return <div {...box} aria-busy={busy || undefined} onClick={follow} dangerouslySetInnerHTML={html} />;
}
