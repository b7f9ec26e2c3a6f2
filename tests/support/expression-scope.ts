import type { CriteriaContext } from "@/domain/evaluate-criteria";
import type { FieldValue, FormRow } from "@/domain/form-content";

/** An expression of the criteria reference: a map with one key is an operator, a list or a scalar is itself. */
export type Expression = unknown;

/** What an expression is evaluated in. */
export type Scope = {
  c: CriteriaContext;
  row?: FormRow;
  params: Record<string, unknown>;
  /** type and label of a path of the form */
  fields: Map<string, { type: string; label: string }>;
  /** label and rank of the values of an enumeration */
  enums: Record<string, { values: { key: string; label?: unknown; rank?: unknown }[] }>;
};

// what an operator takes and gives depends on the operator
type Argument = any;

export type Operator = (argument: Argument, scope: Scope, run: (x: Expression, s?: Scope) => Argument) => unknown;

export const isEmptyValue = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

export function read(scope: Scope, path: string): FieldValue | FormRow[] | undefined {
  const [section = "", field = ""] = path.split(".");
  return scope.c.content[section]?.[field];
}

export function table(scope: Scope, path: string): FormRow[] {
  const value = read(scope, path);
  return Array.isArray(value) ? (value as FormRow[]) : [];
}
