/** Shapes of values that limits name, or that a type always has. */
export const VALUE_PATTERNS = {
  mobile: "^1[3-9][0-9]{9}$",
  phone: "^(0[0-9]{2,3}-?)?[0-9]{7,8}(-[0-9]{1,6})?$",
  email: "^[^\\s@<>]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?\\.[A-Za-z]{2,}$",
  /** names of persons: letters of any script (beyond the BMP too), inner spaces, · and ’ */
  personName: "^[\\p{L}\\p{M}](?:[\\p{L}\\p{M}·’ ]*[\\p{L}\\p{M}])?$",
} as const;

/** Longest e-mail address, in code points. */
export const EMAIL_MAX_LENGTH = 100;

const COMPILED = new Map<string, RegExp>();

/** Whether the text has the shape: the name of a pattern above, or a regular expression itself. */
export function matchesPattern(pattern: string, text: string): boolean {
  let compiled = COMPILED.get(pattern);
  if (!compiled) {
    const named: Record<string, string> = VALUE_PATTERNS;
    compiled = new RegExp(named[pattern] ?? pattern, "u");
    COMPILED.set(pattern, compiled);
  }
  return compiled.test(text);
}
