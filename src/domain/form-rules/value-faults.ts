import { fullYears, isCalendarDate, isYearMonth } from "../calendar-date";
import { isCreditCode } from "../credit-code";
import { compareDecimals } from "../decimal";
import { isEnumKey } from "../enumerations";
import type { FormRow } from "../form-content";
import type { FormContext } from "../form-context";
import type { FieldType, FormField } from "../form-field";
import { matchesPattern } from "../value-patterns";
import type { Fault } from "./fault";

type Judge = (field: FormField, value: unknown, c: FormContext) => Fault[];

const PLAIN_DECIMAL = /^\d+(\.\d+)?$/;
const TYPE_FAULT: Fault[] = [{ rule: "type" }];

const anyText: Judge = (_, value) => (typeof value === "string" ? [] : TYPE_FAULT);

type Compare = (value: string | number, limit: string | number) => number;

function rangeFaults(field: FormField, value: string | number, compare: Compare): Fault[] {
  const { min, max } = field.limits ?? {};
  const faults: Fault[] = [];
  if (min !== undefined && compare(value, min) < 0) {
    faults.push({ rule: "min", params: { limit: min, actual: value } });
  }
  if (max !== undefined && compare(value, max) > 0) {
    faults.push({ rule: "max", params: { limit: max, actual: value } });
  }
  return faults;
}

const int: Judge = (field, value, c) => {
  if (typeof value !== "number" || !Number.isInteger(value)) return TYPE_FAULT;
  const year = Number(c.today.slice(0, 4));
  const faults = rangeFaults(field, value, (a, b) => Number(a) - Number(b));
  if (field.limits?.notAfter && value > year) faults.push({ rule: "notAfter", params: { limit: year } });
  return faults;
};

const decimal: Judge = (field, value) => {
  if (typeof value !== "string" || !PLAIN_DECIMAL.test(value)) return TYPE_FAULT;
  const scale = field.limits?.scale;
  if (scale !== undefined && (value.split(".")[1] ?? "").length > scale) {
    return [{ rule: "scale", params: { limit: scale } }];
  }
  return rangeFaults(field, value, compareDecimals);
};

const date: Judge = (field, value, c) => {
  if (!isCalendarDate(value)) return TYPE_FAULT;
  return field.limits?.notAfter && value > c.today ? [{ rule: "notAfter", params: { limit: c.today } }] : [];
};

const yearMonth: Judge = (field, value, c) => {
  if (!isYearMonth(value)) return TYPE_FAULT;
  const { notAfter, minAge, maxAge } = field.limits ?? {};
  const month = c.today.slice(0, 7);
  const age = fullYears(value, month);
  const faults: Fault[] = [];
  if (notAfter && value > month) faults.push({ rule: "notAfter", params: { limit: month } });
  if (minAge !== undefined && age < minAge) faults.push({ rule: "minAge", params: { limit: minAge, actual: age } });
  if (maxAge !== undefined && age > maxAge) faults.push({ rule: "maxAge", params: { limit: maxAge, actual: age } });
  return faults;
};

function isOption(field: FormField, value: unknown, c: FormContext): boolean {
  if (field.enum === "region") return typeof value === "string" && c.regions.includes(value);
  return field.enum !== undefined && isEnumKey(field.enum, value);
}

function countFaults(field: FormField, actual: number): Fault[] {
  const { minCount, maxCount } = field.limits ?? {};
  const faults: Fault[] = [];
  if (minCount !== undefined && actual < minCount) faults.push({ rule: "minCount", params: { limit: minCount, actual } });
  if (maxCount !== undefined && actual > maxCount) faults.push({ rule: "maxCount", params: { limit: maxCount, actual } });
  return faults;
}

const oneOption: Judge = (field, value, c) => (isOption(field, value, c) ? [] : [{ rule: "enum" }]);

const manyOptions: Judge = (field, value, c) => {
  const valid = Array.isArray(value) && value.every((key) => isOption(field, key, c)) && new Set(value).size === value.length;
  return valid ? countFaults(field, value.length) : [{ rule: "enum" }];
};

const creditCode: Judge = (_, value) => (isCreditCode(value) ? [] : [{ rule: "uscc" }]);

const shapeOf =
  (pattern: string): Judge =>
  (_, value) =>
    typeof value === "string" && matchesPattern(pattern, value) ? [] : [{ rule: "pattern" }];

const boolean: Judge = (field, value) => {
  if (typeof value !== "boolean") return TYPE_FAULT;
  const mustBe = field.limits?.mustBe;
  return mustBe !== undefined && value !== mustBe ? [{ rule: "mustBe" }] : [];
};

const recommender: Judge = (field, value, c) => {
  const org = c.recommenders.find((one) => one.code === value);
  return org && field.limits?.orgKinds?.includes(org.kind) ? [] : [{ rule: "orgRef" }];
};

function repeatedKey(rows: readonly FormRow[], columns: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const row of rows) {
    const values = columns.map((column) => row[column] ?? null);
    const key = JSON.stringify(values);
    if (seen.has(key)) return values.join(" ");
    seen.add(key);
  }
  return undefined;
}

const rows: Judge = (field, value) => {
  if (!Array.isArray(value)) return TYPE_FAULT;
  const list = value.filter((row): row is FormRow => typeof row === "object" && row !== null);
  if (list.length !== value.length) return TYPE_FAULT;
  const faults = countFaults(field, list.length);
  const uniqueBy = field.limits?.uniqueBy;
  const repeated = uniqueBy && repeatedKey(list, uniqueBy);
  if (repeated !== undefined) faults.push({ rule: "uniqueBy", params: { actual: repeated } });
  return faults;
};

const JUDGES: Record<FieldType, Judge> = {
  text: anyText,
  longText: anyText,
  int,
  decimal,
  date,
  yearMonth,
  enum: oneOption,
  multiEnum: manyOptions,
  uscc: creditCode,
  mobile: shapeOf("mobile"),
  phone: shapeOf("phone"),
  email: shapeOf("email"),
  rows,
  boolean,
  orgRef: recommender,
  files: () => [],
  images: () => [],
};

/** What a value that is not empty is held to by its type. */
export function valueFaults(field: FormField, value: unknown, c: FormContext): Fault[] {
  return JUDGES[field.type](field, value, c);
}
