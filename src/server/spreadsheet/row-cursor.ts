import type { SheetRow } from "./sheet";

/** The rows of an export seen one at a time, with the next one in hand: a sheet that is full knows whether another follows. */
export type RowCursor = { row: SheetRow | undefined; advance: () => Promise<void> };

export async function openRows(rows: AsyncIterator<SheetRow>): Promise<RowCursor> {
  const cursor: RowCursor = {
    row: undefined,
    async advance() {
      const next = await rows.next();
      cursor.row = next.done ? undefined : next.value;
    },
  };
  await cursor.advance();
  return cursor;
}

/** A name both office formats accept: 31 characters, none of []:*?/\, no apostrophe at an end; later sheets count on. */
export function sheetName(name: string, index: number): string {
  const suffix = index === 0 ? "" : `_${index + 1}`;
  // oxlint-disable-next-line no-control-regex
  const clean = [...name.replace(/[[\]:*?/\\\u0000-\u001f\ufffe\uffff]/g, " ").trim()];
  let base = "";
  for (const character of clean) if (base.length + character.length <= 31 - suffix.length) base += character;
  base = base.replace(/^'+|'+$/g, "").toWellFormed();
  return (base || "Sheet") + suffix;
}
