/**
 * What a name is compared by: NFKC, lower case, without spaces, punctuation, symbols, control and format characters
 * (Unicode categories Z, P, S, Cc, Cf). Source: header of the criteria reference, "names are compared after". The database has the
 * same as name_key(); tests/data/acting-path.test.ts compares both, character by character.
 */
export function nameKey(text: unknown): string {
  if (typeof text !== "string" && typeof text !== "number") return "";
  return String(text)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{Z}\p{P}\p{S}\p{Cc}\p{Cf}]/gu, "");
}

/** Whether the first text contains the second by that rule; nothing is contained in no name. */
export function nameContains(text: unknown, part: unknown): boolean {
  const key = nameKey(part);
  return key !== "" && nameKey(text).includes(key);
}

/** What a lead (领衔人) is compared by inside a batch: name and mobile. Empty when either is missing. */
export function leadKey(name: unknown, mobile: unknown): string {
  const key = nameKey(name);
  return key !== "" && typeof mobile === "string" && mobile !== "" ? `${key}|${mobile}` : "";
}
