import type { CheckParams, Severity } from "../criteria-set";
import type { FormContext } from "../form-context";
import type { CheckText } from "./check-text";

/** What checks look at: the form, and the names found by the narrow lookup in the tenant. */
export type CriteriaContext = FormContext & {
  taken: {
    /** name of another live application or studio of the tenant with the same name, null when there is none */
    name: string | null;
    /** name of another live application of the same lead in the batch, null when there is none */
    lead: string | null;
  };
};

/** A value of a message; a list is joined. */
export type CheckValue = string | number | readonly (string | number)[];

/**
 * A check of the library. `P` are its parameters with their defaults in `params`; a set may override them.
 * All functions are pure and accept half-typed drafts.
 */
export type Check<P extends CheckParams = CheckParams> = {
  /** paths the check looks at; the first one is where "go and fix" leads */
  reads: readonly [string, ...string[]];
  /** those that may not stay empty: when one is empty the check cannot pass (a column: at least one row needs it) */
  demands?: readonly string[];
  params: P;
  /** default; a set states its own */
  severity: Severity;
  /** when it is false the check counts as passed */
  applies?: (c: CriteriaContext, params: P) => boolean;
  passes: (c: CriteriaContext, params: P) => boolean;
  /** values of the message that are not parameters */
  values: (c: CriteriaContext, params: P, text: CheckText) => Record<string, CheckValue>;
  /** what is missing and what to do; {name} is a value or a parameter */
  message: string;
  messageEn: string;
};

/**
 * Gives a check its place in the table: there the type of its parameters is no longer known, because a set states them
 * as data. Sets are held to the parameters of their checks by tests, and a stored set by its schema.
 */
export function defineCheck<P extends CheckParams>(check: Check<P>): Check {
  return check as unknown as Check;
}
