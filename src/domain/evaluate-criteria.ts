import { allFields } from "./application-form";
import { CHECKS } from "./criteria-checks";
import { CHECK_TEXTS } from "./criteria-checks/check-text";
import type { Check, CheckValue, CriteriaContext } from "./criteria-checks/criteria-check";
import type { CheckParams, CheckReference, CriteriaSet, Severity, Verdict } from "./criteria-set";
import { rowsAt } from "./form-context";
import { isRequired } from "./form-errors";
import type { FormField } from "./form-field";
import type { Locale } from "./locale";

export type { CriteriaContext } from "./criteria-checks/criteria-check";

export type FiredCheck = {
  code: string;
  severity: Severity;
  message: string;
  /** where "go and fix" leads */
  path: string;
};

export type ItemResult = { verdict: Verdict; fired: FiredCheck[] };

/** Key of a criterion, or 'general' → its result, in the order of the set, general first. */
export type Evaluation = Record<string, ItemResult>;

/** Parameters that replace those of the set, by code of the check. */
export type ParamOverrides = Readonly<Record<string, CheckParams>>;

function checkOf(reference: CheckReference): Check {
  const check = CHECKS[reference.code];
  if (!check) throw new Error(`criteria set names an unknown check: ${reference.code}`);
  return check;
}

function fill(message: string, values: Record<string, CheckValue | boolean>, separator: string): string {
  return message.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return Array.isArray(value) ? value.join(separator) : String(value);
  });
}

function fire(reference: CheckReference, c: CriteriaContext, params: CheckParams, locale: Locale): FiredCheck {
  const check = checkOf(reference);
  const text = CHECK_TEXTS[locale];
  const message = locale === "en" ? reference.messageEn : reference.message;
  return {
    code: reference.code,
    severity: reference.severity,
    message: fill(message, { ...params, ...check.values(c, params, text) }, text.separator),
    path: check.reads[0],
  };
}

function judge(checks: readonly CheckReference[], c: CriteriaContext, locale: Locale, overrides: ParamOverrides): ItemResult {
  const fired: FiredCheck[] = [];
  for (const reference of checks) {
    const check = checkOf(reference);
    const params = { ...check.params, ...reference.params, ...overrides[reference.code] };
    if (check.applies?.(c, params) === false || check.passes(c, params)) continue;
    fired.push(fire(reference, c, params, locale));
  }
  const blocked = fired.some((one) => one.severity === "block");
  return { verdict: blocked ? "unmet" : fired.length > 0 ? "warn" : "met", fired };
}

/**
 * Judges an application by a criteria set. An item is unmet when a block check fires, else warn when a warn check
 * fires, else met. Pure; accepts half-typed drafts. Throws only when the set names a check that does not exist.
 */
export function evaluateCriteria(
  set: CriteriaSet,
  c: CriteriaContext,
  locale: Locale = "zh-CN",
  paramOverrides: ParamOverrides = {},
): Evaluation {
  const evaluation: Evaluation = { general: judge(set.general.checks, c, locale, paramOverrides) };
  for (const item of set.items) evaluation[item.key] = judge(item.checks, c, locale, paramOverrides);
  return evaluation;
}

/** Codes of the block checks that fired, in the order of the set. Submission is refused as long as there is one. */
export function blockingCodes(evaluation: Evaluation): string[] {
  return Object.values(evaluation)
    .flatMap((result) => result.fired)
    .filter((one) => one.severity === "block")
    .map((one) => one.code);
}

function isDemandedByForm(field: FormField, c: CriteriaContext): boolean {
  const [section, table, column] = field.path.split(".");
  if (column === undefined || typeof field.required === "string") return isRequired(field, c);
  return rowsAt(c.content, `${section}.${table}`).some((row) => isRequired(field, c, row));
}

/**
 * Paths that carry an asterisk: what the form itself requires now (a column: in some row), and what a block check of
 * the set that applies now demands.
 */
export function demandedPaths(set: CriteriaSet, c: CriteriaContext): Set<string> {
  const paths = new Set<string>();
  for (const field of allFields()) if (isDemandedByForm(field, c)) paths.add(field.path);
  for (const reference of [set.general, ...set.items].flatMap((item) => item.checks)) {
    const check = checkOf(reference);
    const params = { ...check.params, ...reference.params };
    if (reference.severity !== "block" || check.applies?.(c, params) === false) continue;
    for (const path of check.demands ?? []) paths.add(path);
  }
  return paths;
}
