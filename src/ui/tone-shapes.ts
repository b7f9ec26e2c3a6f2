import { type Html, markup } from "@/lib/html";
import type { Tone } from "@/ui/tone";

/** One outline per tone, so that a status can be told apart in grey print and by people who see no red. */
export const TONE_SHAPES: Readonly<Record<Tone, Html>> = {
  neutral: markup`<circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 1.7" />`,
  info: markup`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" /><path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor"/>`,
  success: markup`<circle cx="8" cy="8" r="7" fill="currentColor" /><path d="m4.7 8.3 2.2 2.2 4.4-4.8" fill="none" stroke="#fff" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>`,
  warning: markup`<path d="M8 1.6 15.2 14.4H.8Z" fill="currentColor" stroke-linejoin="round" /><path d="M8 6v4" stroke="#fff" stroke-width="1.7" stroke-linecap="round"/><circle cx="8" cy="12.2" r="0.95" fill="#fff" />`,
  danger: markup`<rect x="1.4" y="1.4" width="13.2" height="13.2" rx="2" fill="currentColor" /><path d="m5.2 5.2 5.6 5.6M10.8 5.2l-5.6 5.6" stroke="#fff" stroke-width="1.7" stroke-linecap="round"/>`,
  accent: markup`<path d="M8 1.2 14.8 8 8 14.8 1.2 8Z" fill="currentColor" />`,
};
