import fc from "fast-check";

/** Texts that a spreadsheet would run, or that hide from a naive guard. */
export const HOSTILE = [
  "=1+1",
  "+1",
  "-1+1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\0=1",
  "＝1",
  "＋1",
  "－1",
  "＠x",
  "  =1",
  "\u3000=1",
  "\ufeff=1",
  "'=1",
  "\n=1",
  "\u200b=1",
  "\u061c=1",
  "\ufe0f+1",
  "\u3164@x",
  "\u{e0020}=1",
  "﹦1",
  "−1+1",
  '=HYPERLINK("http://x","y")',
  "=cmd|'/C calc'!A0",
];
/** Texts that a format bends easily. */
export const AWKWARD = [
  "",
  " a",
  "a  b ",
  "a\nb",
  "a\r\nb",
  "a\rb",
  "a\tb",
  "<b>&\"'</b>",
  "]]>",
  "_x0041_",
  "_x000D_",
  "__x0041_x",
  "𠮷野",
  "😀",
  "\u0001\u000b\u001f",
  "a\ufffeb\uffff",
  "\ud800",
  "a\udc00b",
  "e\u0301",
  "\u202eabc",
  "1380000000012345678",
  "007",
  "1e5",
  "2024-01-01",
  "TRUE",
  "#N/A",
];

/** What a file in UTF-8 can hold of a text. */
export const wellFormed = (text: string) => text.toWellFormed();
/** And what XML 1.0 can hold of it, where the format has no escape. */
export const xmlSafe = (text: string) => wellFormed(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

/** Any text at all, often one of the above. */
export const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE, ...AWKWARD),
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      { maxLength: 12 },
    )
    .map((units) => units.join("")),
  fc.tuple(fc.constantFrom(" ", "", "\u00a0", "\t"), fc.constantFrom(...HOSTILE), fc.string()).map((parts) => parts.join("")),
);

/*
 * The rule of security.md §5 (ASVS 1.2.10, OWASP CSV injection) in words of Unicode, apart from the guard of the product: a sign that begins a
 * formula, also full-width or small, or TAB, CR, NUL, behind whatever is blank or not seen.
 */
const UNSEEN = "\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}";
const SIGN = "=+\\-@\\t\\r\\0＝＋－＠﹦﹢﹣﹫−";
const FORMULA = new RegExp(`^[${UNSEEN}]*[${SIGN}]`, "u");
const GUARDED = new RegExp(`^'['${UNSEEN}]*[${SIGN}]`, "u");

/** What a spreadsheet would take for a formula, however it is led in. */
export function wouldBeFormula(cell: string): boolean {
  return FORMULA.test(cell);
}

/** A cell of a csv without the apostrophe that stands before a would-be formula. */
export function withoutGuard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
