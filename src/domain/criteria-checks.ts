import type { Check } from "./criteria-checks/criteria-check";
import { FUNDING_CHECKS } from "./criteria-checks/funding-checks";
import { GENERAL_CHECKS } from "./criteria-checks/general-checks";
import { MENTORING_CHECKS } from "./criteria-checks/mentoring-checks";
import { NAME_CHECKS } from "./criteria-checks/name-checks";
import { PLACE_CHECKS } from "./criteria-checks/place-checks";
import { RECORDS_CHECKS } from "./criteria-checks/records-checks";
import { RESULTS_CHECKS } from "./criteria-checks/results-checks";
import { RULES_CHECKS } from "./criteria-checks/rules-checks";
import { TEAM_CHECKS } from "./criteria-checks/team-checks";
import { UNION_CHECKS } from "./criteria-checks/union-checks";

/** The library of checks by code, shared by all criteria sets. A code is stable and never reused for another meaning. */
export const CHECKS: Readonly<Record<string, Check>> = {
  ...GENERAL_CHECKS,
  ...NAME_CHECKS,
  ...PLACE_CHECKS,
  ...TEAM_CHECKS,
  ...UNION_CHECKS,
  ...RULES_CHECKS,
  ...FUNDING_CHECKS,
  ...RECORDS_CHECKS,
  ...RESULTS_CHECKS,
  ...MENTORING_CHECKS,
};
