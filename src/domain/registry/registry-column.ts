import type { Locale } from "../locale";

/** What a cell may hold: exact decimals as text, days "YYYY-MM-DD", months "YYYY-MM", instants as Date. */
export type RegistryValue = string | number | Date | null;

/**
 * One column of a registry, read by the screen, the export and the tests alike. `personal` columns are masked unless the
 * export was asked for unmasked. `sort` names the order of registry-sorts.ts that its header offers.
 */
export type RegistryColumn<Row> = {
  key: string;
  header: string;
  headerEn: string;
  type: "text" | "integer" | "decimal" | "month" | "date" | "dateTime";
  /** in Latin characters; a Chinese one takes two */
  width?: number;
  decimals?: number;
  personal?: "phone" | "birth";
  sort?: RegistrySort;
  /** shown until the person chooses otherwise */
  shown?: true;
  value: (row: Row, locale: Locale) => RegistryValue;
};

/** Orders that an index carries; each ends with the id, so that a page always has one next page. */
export const REGISTRY_SORTS = ["number", "submitted", "name"] as const;
export type RegistrySort = (typeof REGISTRY_SORTS)[number];

/** The value as it may be shown: 138****1234, 1975-**; anything else as it is. */
export function shownValue<Row>(column: RegistryColumn<Row>, row: Row, locale: Locale, unmasked = false): RegistryValue {
  const value = column.value(row, locale);
  if (unmasked || column.personal === undefined || typeof value !== "string") return value;
  return column.personal === "phone" ? maskPhone(value) : maskBirth(value);
}

/** The first three and the last four digits of a phone; of a shorter one only the last two. */
export function maskPhone(phone: string): string {
  return phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : phone.replace(/.(?=.{2})/gsu, "*");
}

/** The year of a birth month. */
export function maskBirth(birth: string): string {
  return birth.replace(/^(\d{4})-\d{2}$/, "$1-**");
}

/**
 * The chosen columns in the order of the registry. Unknown keys are passed over; a choice that leaves nothing is none, and
 * then those that are shown from the start.
 */
export function chosenColumns<Row>(columns: readonly RegistryColumn<Row>[], chosen: readonly string[]): readonly RegistryColumn<Row>[] {
  const picked = columns.filter((column) => chosen.includes(column.key));
  return picked.length > 0 ? picked : columns.filter((column) => column.shown);
}
