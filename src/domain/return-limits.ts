/** Transition 4. reasonMin is the workflow's; the other limits keep a return readable. Code points and days. */
export const RETURN_RULES = { reasonMin: 5, reasonMax: 500, itemsMax: 40, longestDays: 90, commentMax: 500 } as const;
