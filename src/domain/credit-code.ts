/** Unified social credit codes (统一社会信用代码) after GB 32100: 18 characters, the last one a check character. */

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** Whether the text is a credit code with a right check character. Letters must be upper case, digits half-width. */
export function isCreditCode(value: unknown): value is string {
  if (typeof value !== "string" || !SHAPE.test(value)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + ALPHABET.indexOf(value.charAt(i)) * weight, 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31) === value.charAt(17);
}
