import { attributes, type Html, markup } from "@/lib/html";
import { TONE_TEXT, type Tone } from "@/ui/tone";
import { TONE_SHAPES } from "@/ui/tone-shapes";

/** The shapes of the tones, once in a document part, for the statuses below to point at. */
export const STATUS_SHAPES: Html = markup`<svg hidden>${Object.entries(TONE_SHAPES).map(([tone, shape]) => markup`<symbol id="tone-${tone}" viewBox="0 0 16 16">${shape}</symbol>`)}</svg>`;

/** A status in a row of a table: the plain StatusTag as HTML. Its table holds the STATUS_SHAPES. */
export function statusHtml(tone: Tone, words: string, data: Readonly<Record<`data-${string}`, string>> = {}): Html {
  return markup`<span${attributes(data)} class="status ${TONE_TEXT[tone]}"><svg aria-hidden="true"><use href="#tone-${tone}"/></svg>${words}</span>`;
}
