import { type Html, markup } from "@/lib/html";
import { TONE_TEXT, type Tone } from "@/ui/tone";
import { TONE_SHAPES } from "@/ui/tone-shapes";

/** What StatusTag shows without its box, as HTML. */
export function statusMarkup(tone: Tone, words: string): Html {
  return markup`<span class="inline-flex items-center gap-1.5 align-bottom text-sm font-medium whitespace-nowrap ${TONE_TEXT[tone]}"><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false" class="size-3.5 shrink-0">${TONE_SHAPES[tone]}</svg>${words}</span>`;
}
