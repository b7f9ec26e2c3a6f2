import { domainOperators } from "./expression-domain";
import { bothNumeric, compare, decimalText, isNumeric, units } from "./expression-numbers";
import { type Expression, isEmptyValue, type Operator, read, type Scope, table } from "./expression-scope";

/*
 * Interpreter of the expressions of the criteria reference (see the header of criteria-sets.yaml), written from that
 * description and only for tests: it says what a typed rule has to answer.
 */

function column(scope: Scope, path: string): unknown[] {
  const key = path.split(".")[2] ?? "";
  return table(scope, path).map((row) => row[key]);
}

function fieldOf(scope: Scope, path: string): { type: string; label: string } {
  const field = scope.fields.get(path);
  if (!field) throw new Error(`the reference has no path ${path}`);
  return field;
}

function files(scope: Scope, path: string): number {
  const rows = path.split(".").length === 3 ? new Set(table(scope, path).map((row) => row._id)) : null;
  return scope.c.attachments.filter((a) => a.slot === path && (!rows || rows.has(a.rowId ?? ""))).length;
}

const isFile = (type: string) => type === "files" || type === "images";

function filled(scope: Scope, path: string): boolean {
  return isFile(fieldOf(scope, path).type) ? files(scope, path) > 0 : !isEmptyValue(read(scope, path));
}

const values = (scope: Scope, path: string): unknown[] => (path.split(".").length === 3 ? column(scope, path) : [read(scope, path)].flat());

const sum = (list: unknown[]): string => decimalText(list.reduce<bigint>((total, one) => total + units(one), 0n));

const comparison =
  (test: (result: number) => boolean): Operator =>
  ([left, right], _, run) =>
    test(compare(run(left), run(right)));

function equal(left: unknown, right: unknown): boolean {
  if (typeof left !== "number" && typeof right !== "number") return left === right;
  return bothNumeric(left, right) && compare(left, right) === 0;
}

const OPERATORS: Record<string, Operator> = {
  get: (path, s) => (path.split(".").length === 3 ? column(s, path) : (read(s, path) ?? null)),
  num: (path, s) => (isNumeric(read(s, path)) ? read(s, path) : 0),
  col: (key, s) => s.row?.[key] ?? null,
  batch: (key, s) => {
    const rules = s.c.batch as unknown as Record<string, unknown>;
    if (!(key in rules)) throw new Error(`the batch has no ${key}`);
    return rules[key];
  },
  param: (key, s) => {
    if (!(key in s.params)) throw new Error(`the check has no parameter ${key}`);
    return s.params[key];
  },
  count: (path, s) => {
    if (isFile(fieldOf(s, path).type)) return files(s, path);
    const value = read(s, path);
    return Array.isArray(value) ? value.length : 0;
  },
  sum: (path, s) => sum(values(s, path)),
  size: (list, _, run) => run(list).length,
  distinct: (path, s) => [...new Set(column(s, path))].filter((value) => !isEmptyValue(value)),
  countRows: ({ rows, where }, s, run) => table(s, rows).filter((row) => run(where, { ...s, row })).length,
  sumRows: ({ rows, column: key, where }, s, run) =>
    sum(
      table(s, rows)
        .filter((row) => run(where, { ...s, row }))
        .map((row) => row[key]),
    ),
  missing: ({ path, of }, s, run) => run(of).filter((key: string) => !column(s, path).includes(key)),
  outside: ({ path, from, to }, s, run) =>
    [...new Set(column(s, path))].filter((one) => isNumeric(one) && (compare(one, run(from)) < 0 || compare(one, run(to)) > 0)),
  emptyLabels: (paths: string[], s) => paths.filter((p) => !filled(s, p)).map((p) => fieldOf(s, p).label),
  label: ({ enum: name, value, empty }, s, run) => {
    const keys = [run(value)].flat().filter((key) => !isEmptyValue(key));
    if (keys.length === 0) return empty ?? "";
    return keys.map((key) => s.enums[name]?.values.find((one) => one.key === key)?.label ?? key).join("、");
  },
  rank: ({ enum: name, value }, s, run) => s.enums[name]?.values.find((one) => one.key === run(value))?.rank ?? 0,
  plus: (list: Expression[], _, run) => sum(list.map((one) => run(one))),
  minus: ([left, right], _, run) => decimalText(units(run(left)) - units(run(right))),
  if: ([condition, yes, no], _, run) => (run(condition) ? run(yes) : run(no)),
  filled: (path, s) => filled(s, path),
  filledCol: (key, s) => !isEmptyValue(s.row?.[key]),
  eq: ([left, right], _, run) => equal(run(left), numeric(run(right))),
  ne: ([left, right], _, run) => !equal(run(left), numeric(run(right))),
  gt: comparison((result) => result > 0),
  gte: comparison((result) => result >= 0),
  lt: comparison((result) => result < 0),
  lte: comparison((result) => result <= 0),
  in: ([one, list], _, run) => (run(list) ?? []).includes(run(one)),
  contains: ([list, one], _, run) => {
    const found = run(list);
    return Array.isArray(found) && found.includes(run(one));
  },
  endsWith: ([text, end], _, run) => String(run(text) ?? "").endsWith(run(end)),
  all: (list: Expression[], _, run) => list.every((one) => run(one)),
  any: (list: Expression[], _, run) => list.some((one) => run(one)),
  not: (one, _, run) => !run(one),
  ...domainOperators,
};

/** Computed numbers are kept as decimal text; compared with a typed number they count as a number. */
function numeric(value: unknown): unknown {
  return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
}

/** The value of an expression. Throws when the reference itself is wrong, never because of a draft. */
export function evaluateExpression(x: Expression, scope: Scope): any {
  if (Array.isArray(x)) return x.map((one) => evaluateExpression(one, scope));
  if (x === null || typeof x !== "object") return x;
  const [[name, argument] = ["", undefined], ...more] = Object.entries(x);
  const operator = OPERATORS[name];
  if (!operator || more.length > 0) throw new Error(`not an expression: ${JSON.stringify(x)}`);
  return operator(argument, scope, (inner, innerScope = scope) => evaluateExpression(inner, innerScope));
}
