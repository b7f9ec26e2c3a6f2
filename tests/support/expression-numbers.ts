export type Comparison = -1 | 0 | 1;

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Ten-thousandths of what reads as a number, cut after four places; anything else, half-typed or empty, is 0. */
export function units(value: unknown): bigint {
  const match = typeof value === "string" || typeof value === "number" ? NUMBER.exec(String(value)) : null;
  if (!match) return 0n;
  const digits = BigInt(`${match[2]}${(match[3] ?? "").slice(0, 4).padEnd(4, "0")}`);
  return match[1] === "-" ? -digits : digits;
}

/** Shortest decimal text. */
export function decimalText(amount: bigint): string {
  const sign = amount < 0n ? "-" : "";
  const digits = String(amount < 0n ? -amount : amount).padStart(5, "0");
  const places = digits.slice(-4).replace(/0+$/, "");
  return `${sign}${digits.slice(0, -4)}${places === "" ? "" : `.${places}`}`;
}

export function compare(left: unknown, right: unknown): Comparison {
  const [a, b] = [units(left), units(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isNumeric(value: unknown): boolean {
  return (typeof value === "string" || typeof value === "number") && NUMBER.test(String(value));
}

/** Both read as numbers: a half-typed year equals no year. */
export function bothNumeric(left: unknown, right: unknown): boolean {
  return isNumeric(left) && isNumeric(right);
}
