import type { Severity } from "../criteria-set";
import { type Check, defineCheck } from "./criteria-check";
import { countAt } from "./form-counts";

type AtLeast<K extends string> = {
  /** a table, a slot or a multiple choice; also what the check demands */
  path: string;
  /** name of the parameter that holds the least number */
  param: K;
  least: number;
  severity: Severity;
  /** a table that has to have rows for the check to apply */
  onlyWithRowsOf?: string;
  message: string;
  messageEn: string;
};

/** A check that wants a number of rows or attachments. Values of its message: actual, missing. */
export function atLeast<K extends string>(rule: AtLeast<K>): Check {
  const { path, param, onlyWithRowsOf, message, messageEn } = rule;
  const wanted = (params: Record<string, unknown>) => Number(params[param]);
  return defineCheck<Record<string, number>>({
    reads: [path],
    demands: [path],
    params: { [param]: rule.least },
    severity: rule.severity,
    ...(onlyWithRowsOf && { applies: (c) => countAt(c, onlyWithRowsOf) > 0 }),
    passes: (c, params) => countAt(c, path) >= wanted(params),
    values: (c, params) => ({ actual: countAt(c, path), missing: wanted(params) - countAt(c, path) }),
    message,
    messageEn,
  });
}
