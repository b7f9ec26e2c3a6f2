import type { SheetColumn } from "./sheet";

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const TYPE_WIDTH = {
  text: 12,
  integer: 8,
  decimal: 12,
  month: 10,
  date: 12,
  dateTime: 20,
} as const;
const WIDEST = 60;

/** Width of a text in Latin characters, a Chinese character counting two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) || character.length > 1 ? 2 : 1;
  return width;
}

/** Width of a column in Latin characters: what was asked or what its type needs, and always the header with its margin. */
export function columnWidth(column: SheetColumn): number {
  return Math.min(WIDEST, Math.max(column.width ?? TYPE_WIDTH[column.type], displayWidth(column.header) + 2));
}

/** A, B, … Z, AA, … for a column counted from 0. */
export function columnLetters(index: number): string {
  let letters = "";
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}
