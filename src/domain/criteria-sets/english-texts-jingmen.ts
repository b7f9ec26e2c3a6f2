import type { ItemTextsEn } from "./english-texts";

/** English of the scored set 八个方面（荆门）, by item. */
export const BAFANGMIAN_JINGMEN_EN: Readonly<Record<string, ItemTextsEn>> = {
  sign: {
    text: "There is a plaque or sign.",
    humanJudgement: ["Look at the plaque or sign on site."],
    deductions: { NO_SIGN: "No plaque or sign", SIGN_UNCLEAR: "The sign is unclear or not easily seen" },
  },
  place: {
    text: "There is a fixed place of work.",
    humanJudgement: ["Look at the place on site."],
    deductions: { NO_PLACE: "No fixed place", PLACE_SHARED: "The place is also used for other purposes" },
  },
  equipment: {
    text: "There are facilities that fit the work.",
    humanJudgement: ["Compare the facilities with the list."],
    deductions: {
      EQUIPMENT_SHORT: "The facilities do not suffice for the work",
      EQUIPMENT_UNLISTED: "The list does not agree with what is there",
    },
  },
  team: {
    text: "There is an innovation team.",
    humanJudgement: ["Hear the lead and the members."],
    deductions: {
      TEAM_UNCLEAR: "Duties are unclear",
      TEAM_INACTIVE: "Members do not take part in activities",
    },
  },
  rules: {
    text: "There are management rules.",
    humanJudgement: ["Read the rules and the records of their use."],
    deductions: { NO_RULES: "No rules", RULES_UNUSED: "The rules are not followed" },
  },
  funding: {
    text: "There are secured funds.",
    humanJudgement: ["Read the payment vouchers and the accounts."],
    deductions: { NO_FUNDS: "No funds", NO_ACCOUNTS: "No accounts of how the funds are used" },
  },
  records: {
    text: "There is a work ledger.",
    humanJudgement: ["Check the ledger and hear the report."],
    deductions: { NO_LEDGER: "No ledger", LEDGER_GAPS: "The ledger has gaps or lacks content" },
  },
  results: {
    text: "Innovation has had an effect.",
    humanJudgement: ["Verify the results and the effect of their use."],
    deductions: {
      NO_RECENT_RESULT: "No result in the last two years",
      RESULT_UNPROVED: "Results without proof",
      RESULT_UNUSED: "Results not in use",
    },
  },
};

/** English of the grades of the scored set. */
export const GRADES_EN: Readonly<Record<string, string>> = {
  excellent: "Excellent",
  good: "Good",
  pass: "Pass",
  fail: "Fail",
};
