import type { ReactNode } from "react";

const GROUND = <path d="M14 78h92" className="text-line" stroke="currentColor" />;
const ACCENT = "text-accent";

/** Our own line drawings for empty places, on a grid of 120 × 88. */
export const DRAWINGS = {
  folder: (
    <>
      {GROUND}
      <path d="M28 74V26a4 4 0 0 1 4-4h18l6 8h32a4 4 0 0 1 4 4v40Z" fill="#fff" />
      <path d="M28 42h64" />
      <path d="M46 55h28M46 63h18" className="text-line" stroke="currentColor" />
      <path d="m92 12 1.8 4.2L98 18l-4.2 1.8L92 24l-1.8-4.2L86 18l4.2-1.8Z" className={ACCENT} stroke="currentColor" />
    </>
  ),
  done: (
    <>
      {GROUND}
      <path d="M36 74V20a4 4 0 0 1 4-4h40a4 4 0 0 1 4 4v54Z" fill="#fff" />
      <path d="M50 12h20v9H50z" fill="#fff" />
      <path d="M46 34h14M46 44h20M46 54h12" className="text-line" stroke="currentColor" />
      <circle cx="82" cy="60" r="14" fill="#fff" className={ACCENT} stroke="currentColor" />
      <path d="m75.5 60.5 4.6 4.6 8.4-9.4" className={ACCENT} stroke="currentColor" />
    </>
  ),
  search: (
    <>
      {GROUND}
      <path d="M26 74V24h58v50Z" fill="#fff" />
      <path d="M34 36h20M34 46h14M34 56h18" className="text-line" stroke="currentColor" />
      <circle cx="72" cy="44" r="15" fill="#fff" className={ACCENT} stroke="currentColor" />
      <path d="m83 55 13 13" className={ACCENT} stroke="currentColor" strokeWidth="3" />
    </>
  ),
  pause: (
    <>
      {GROUND}
      <path d="M26 74V20a4 4 0 0 1 4-4h60a4 4 0 0 1 4 4v54Z" fill="#fff" />
      <path d="M26 30h68M34 23h.01M41 23h.01M48 23h.01" />
      <path d="M38 62h10M72 62h10" className="text-line" stroke="currentColor" />
      <circle cx="60" cy="52" r="13" fill="#fff" className={ACCENT} stroke="currentColor" />
      <path d="M56 47v10M64 47v10" className={ACCENT} stroke="currentColor" />
    </>
  ),
  signpost: (
    <>
      {GROUND}
      <path d="M60 78V18" />
      <path d="M60 22h30l8 8-8 8H60Z" fill="#fff" />
      <path d="M60 44H34l-8 7 8 7h26Z" fill="#fff" />
      <path d="M68 30h14M42 51h10" className="text-line" stroke="currentColor" />
      <circle cx="60" cy="15" r="3" fill="#fff" className={ACCENT} stroke="currentColor" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type DrawingName = keyof typeof DRAWINGS;
