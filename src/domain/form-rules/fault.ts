/** A rule a value breaks; `params` are the limit and what was found, for the sentence. */
export type Fault = { rule: string; params?: Record<string, string | number> };

/** Length in Unicode code points. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
