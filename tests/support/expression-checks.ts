import { expect } from "vitest";
import { CHECKS } from "@/domain/criteria-checks";
import { CHECK_TEXTS } from "@/domain/criteria-checks/check-text";
import type { CheckParams } from "@/domain/criteria-set";
import type { CriteriaContext } from "@/domain/evaluate-criteria";
import type { FormRow } from "@/domain/form-content";
import { evaluateExpression } from "./expression";
import type { Expression, Scope } from "./expression-scope";
import { REFERENCE_CRITERIA, REFERENCE_ENUMS, REFERENCE_FIELDS } from "./reference";

function scopeOf(c: CriteriaContext, params: Record<string, unknown> = {}, row?: FormRow): Scope {
  return { c, params, fields: REFERENCE_FIELDS, enums: REFERENCE_ENUMS, ...(row && { row }) };
}

/** What an expression of the reference answers. */
export function answer(x: Expression, c: CriteriaContext, params: Record<string, unknown> = {}, row?: FormRow): unknown {
  return evaluateExpression(x, scopeOf(c, params, row));
}

const joined = (value: unknown) => [value].flat().join("、");

/** Holds a typed check to the expressions of the reference: whether it applies, passes, and each value of its message. */
export function expectSameAsReference(code: string, c: CriteriaContext, params: CheckParams): void {
  const check = CHECKS[code]!;
  const reference = REFERENCE_CRITERIA.checks[code]!;
  if (reference.appliesWhen !== undefined) {
    expect(check.applies!(c, params), `${code} applies`).toBe(answer(reference.appliesWhen, c, params));
  }
  expect(check.passes(c, params), `${code} passes`).toBe(answer(reference.pass, c, params));
  const values = check.values(c, params, CHECK_TEXTS["zh-CN"]);
  for (const [name, x] of Object.entries(reference.values)) {
    expect(joined(values[name]), `${code} {${name}}`).toBe(joined(answer(x, c, params)));
  }
}
