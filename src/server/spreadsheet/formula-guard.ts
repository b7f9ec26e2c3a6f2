/*
 * A csv file has no cell types: a spreadsheet program decides by the first characters whether a cell is a formula.
 * Spaces and invisible characters in front do not stop it (json-2-csv was bypassed that way), and a TAB as a prefix
 * does not either (Symfony CVE-2021-41270); the leading apostrophe does, in Excel, WPS and LibreOffice.
 * Apostrophes in front count as skipped too, so that taking one away again always gives the original text.
 */
const DANGEROUS = /^['\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20\u2212\ufe63\ufe62\ufe66\ufe6b]/u;

/** Whether a program could read the text as a formula: `= + - @`, TAB, CR, NUL, full-width forms, also behind spaces. */
export function looksLikeFormula(text: string): boolean {
  const first = text.charCodeAt(0);
  // The usual cell begins with a letter, a digit or a Chinese character: no need to ask the expression.
  if ((first >= 0x30 && first <= 0x39) || (first >= 0x41 && first <= 0x7a) || (first >= 0x4e00 && first <= 0x9fff)) return false;
  return DANGEROUS.test(text);
}

/** The text as a csv cell that no program takes for a formula. */
export function guardFormula(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text;
}
