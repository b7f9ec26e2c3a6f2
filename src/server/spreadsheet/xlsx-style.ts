/** Places in cellXfs; the format of column n is at STYLE.column + n. */
export const STYLE = { title: 1, header: 2, text: 3, column: 4 } as const;
