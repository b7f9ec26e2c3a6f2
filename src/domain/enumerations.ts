import { CRITERIA_ENUMS } from "./enumerations/criteria-enums";
import type { Enumeration, EnumValue } from "./enumerations/enumeration";
import { ETHNICITY_ENUM } from "./enumerations/ethnicity-enum";
import { LIFECYCLE_ENUMS } from "./enumerations/lifecycle-enums";
import { PERSON_ENUMS } from "./enumerations/person-enums";
import { PLEDGE_ENUMS } from "./enumerations/pledge-enums";
import { REVIEW_ENUMS } from "./enumerations/review-enums";
import { STUDIO_ENUMS } from "./enumerations/studio-enums";
import { UNIT_ENUMS } from "./enumerations/unit-enums";
import { WORK_ENUMS } from "./enumerations/work-enums";
import type { Locale } from "./locale";

/** All enumerations by name. Keys are stored, labels are shown, ranks are compared. */
export const ENUMS = {
  ...STUDIO_ENUMS,
  ...PERSON_ENUMS,
  ...ETHNICITY_ENUM,
  ...UNIT_ENUMS,
  ...WORK_ENUMS,
  ...PLEDGE_ENUMS,
  ...REVIEW_ENUMS,
  ...LIFECYCLE_ENUMS,
  ...CRITERIA_ENUMS,
} as const satisfies Record<string, Enumeration>;

export type EnumName = keyof typeof ENUMS;

/** The keys of an enumeration as a union type. */
export type EnumKey<N extends EnumName> = (typeof ENUMS)[N]["values"][number]["key"];

/** The values of an enumeration, in the order they are offered. */
export function enumValues(name: EnumName): readonly EnumValue[] {
  return ENUMS[name].values;
}

/** The label of a key; a key that is not of the enumeration (a draft may hold one) is returned as it is. */
export function enumLabel(name: EnumName, key: string, locale: Locale = "zh-CN"): string {
  const value = enumValues(name).find((one) => one.key === key);
  if (!value) return key;
  return locale === "en" ? value.labelEn : value.label;
}

/** The rank of a key; 0 for no key, for an unknown key and in an enumeration without an order. */
export function enumRank(name: EnumName, key: unknown): number {
  return enumValues(name).find((one) => one.key === key)?.rank ?? 0;
}

/** Whether the value is a key of the enumeration. */
export function isEnumKey(name: EnumName, value: unknown): value is string {
  return enumValues(name).some((one) => one.key === value);
}
