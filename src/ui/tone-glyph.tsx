import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import type { Tone } from "@/ui/tone";

/** One outline per tone, so that a status can be told apart in grey print and by people who see no red. */
const SHAPES: Record<Tone, ReactNode> = {
  neutral: <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.4 1.7" />,
  info: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" />
    </>
  ),
  success: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.7 8.3 2.2 2.2 4.4-4.8" fill="none" stroke="#fff" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  warning: (
    <>
      <path d="M8 1.6 15.2 14.4H.8Z" fill="currentColor" strokeLinejoin="round" />
      <path d="M8 6v4" stroke="#fff" strokeWidth="1.7" strokeLinecap="round" />
      <circle cx="8" cy="12.2" r="0.95" fill="#fff" />
    </>
  ),
  danger: (
    <>
      <rect x="1.4" y="1.4" width="13.2" height="13.2" rx="2" fill="currentColor" />
      <path d="m5.2 5.2 5.6 5.6M10.8 5.2l-5.6 5.6" stroke="#fff" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  accent: <path d="M8 1.2 14.8 8 8 14.8 1.2 8Z" fill="currentColor" />,
};

/** The shape that goes with a tone. Decorative: a word always stands beside it. */
export function ToneGlyph({ tone, className }: { tone: Tone; className?: string | undefined }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false" className={cn("size-3.5 shrink-0", className)}>
      {SHAPES[tone]}
    </svg>
  );
}
