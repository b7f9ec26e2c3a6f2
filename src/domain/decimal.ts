/**
 * Exact arithmetic for money and areas. Amounts are counted in ten-thousandths (four decimal places, the finest a field
 * of the form takes) as big integers; a float never takes part.
 */

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Whether the value reads as a plain decimal number. */
export function isNumeric(value: unknown): value is string | number {
  return (typeof value === "string" || typeof value === "number") && NUMBER.test(String(value));
}

/** Ten-thousandths of a number or of a string of digits. Further places are cut; what is no number counts as 0. */
export function toUnits(value: unknown): bigint {
  if (typeof value !== "string" && typeof value !== "number") return 0n;
  const match = NUMBER.exec(String(value));
  if (!match) return 0n;
  const units = BigInt(match[2] ?? "0") * 10000n + BigInt((match[3] ?? "").slice(0, 4).padEnd(4, "0"));
  return match[1] ? -units : units;
}

/** The shortest decimal text of ten-thousandths: 655000n → '65.5', 30000n → '3'. */
export function fromUnits(units: bigint): string {
  const abs = units < 0n ? -units : units;
  const places = String(abs % 10000n)
    .padStart(4, "0")
    .replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${abs / 10000n}${places ? `.${places}` : ""}`;
}

/** The exact sum as decimal text; what is no number counts as 0. */
export function sumDecimals(values: readonly unknown[]): string {
  return fromUnits(values.reduce<bigint>((sum, value) => sum + toUnits(value), 0n));
}

/** Exact comparison: negative when a is less than b, positive when it is more, 0 when they are equal. */
export function compareDecimals(a: unknown, b: unknown): number {
  const difference = toUnits(a) - toUnits(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
