import { attributes, type Html, markup } from "@/lib/html";
import { TONE_TEXT, type Tone } from "@/ui/tone";
import { TONE_SHAPES } from "@/ui/tone-shapes";

/** A status in a row of a table: the plain StatusTag as HTML. */
export function statusHtml(tone: Tone, words: string, data: Readonly<Record<`data-${string}`, string>> = {}): Html {
  return markup`<span${attributes(data)} class="status ${TONE_TEXT[tone]}"><svg viewBox="0 0 16 16" aria-hidden="true">${TONE_SHAPES[tone]}</svg>${words}</span>`;
}
