/** Code points without the spaces around, the way the form counts. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}
