/**
 * What the first city of a new installation is asked for. pattern is tested after normalising (NFKC, trimmed);
 * login and prefix become the organisation's code, the prefix of its application numbers (AY-2026-0001).
 */
export const FIRST_CITY_FIELDS = {
  cityName: { pattern: /^\S(.{0,58}\S)?$/u, min: 4, max: 60 },
  shortName: { pattern: /^\S{1,10}$/u, min: 1, max: 10 },
  prefix: { pattern: /^[A-Z]{2,6}$/, min: 2, max: 6 },
  regionCode: { pattern: /^[1-9]\d{5}$/, min: 6, max: 6 },
  name: { pattern: /^\S(.{0,28}\S)?$/u, min: 2, max: 30 },
  login: { pattern: /^[a-z0-9][a-z0-9._-]{2,39}$/, min: 3, max: 40 },
} as const satisfies Record<string, { pattern: RegExp; min: number; max: number }>;

export type FirstCityField = keyof typeof FIRST_CITY_FIELDS;
export type FirstCity = Record<FirstCityField, string>;

export const FIRST_CITY_FIELD_NAMES = Object.keys(FIRST_CITY_FIELDS) as FirstCityField[];

/** The value as it will be stored: full-width letters become plain ones, the prefix capital, the account small. */
export function normalFirstCityValue(field: FirstCityField, typed: string): string {
  const text = typed.normalize("NFKC").trim();
  if (field === "prefix") return text.toUpperCase();
  return field === "login" ? text.toLowerCase() : text;
}

/** True when the normalised value may be stored: no control or format character in it, NUL among them, and no half of a pair. */
export function isFirstCityValue(field: FirstCityField, value: string): boolean {
  const { pattern, min, max } = FIRST_CITY_FIELDS[field];
  const length = [...value].length;
  return length >= min && length <= max && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(value) && pattern.test(value);
}
