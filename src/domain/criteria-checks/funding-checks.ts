import { compareDecimals, isNumeric, sumDecimals } from "../decimal";
import { columnAt, rowsAt } from "../form-context";
import { atLeast } from "./at-least";
import { type CriteriaContext, defineCheck } from "./criteria-check";
import { countAt, countRows, distinctValues } from "./form-counts";

/** Funds of the year before the batch, in 万元. */
function latestFunds(c: CriteriaContext): string {
  return sumDecimals(
    rowsAt(c.content, "funding.byYear")
      .filter((row) => isNumeric(row["year"]) && compareDecimals(row["year"], c.batch.year - 1) === 0)
      .map((row) => row["amount"]),
  );
}

/** Years entered that are not among the three before the batch. */
function yearsOutside(c: CriteriaContext): (string | number)[] {
  return distinctValues(columnAt(c.content, "funding.byYear.year")).filter(
    (year): year is string | number =>
      isNumeric(year) && (compareDecimals(year, c.batch.year - 3) < 0 || compareDecimals(year, c.batch.year - 1) > 0),
  );
}

/** The funds (经费). */
export const FUNDING_CHECKS = {
  FUNDS_LATEST: defineCheck({
    reads: ["funding.byYear"],
    demands: ["funding.byYear"],
    params: { moreThan: "0" },
    severity: "block",
    passes: (c, { moreThan }) => compareDecimals(latestFunds(c), moreThan) > 0,
    values: (c) => ({ year: c.batch.year - 1, actual: latestFunds(c) }),
    message: "{year} 年经费为 {actual} 万元，应大于 {moreThan} 万元。请在“近三年经费”中填写 {year} 年单位给予工作室的经费。",
    messageEn:
      "Funds of {year}: {actual} (10,000 yuan); they have to be more than {moreThan}. Enter what the unit gave the studio in {year} under “Funds of the last three years”.",
  }),

  FUNDS_YEARS: defineCheck({
    reads: ["funding.byYear.year"],
    params: {},
    severity: "warn",
    passes: (c) => yearsOutside(c).length === 0,
    values: (c) => ({ years: yearsOutside(c), from: c.batch.year - 3, to: c.batch.year - 1 }),
    message: "“近三年经费”中的 {years} 年不在 {from} 年至 {to} 年之内。请改正年度或删除该行。",
    messageEn: "Under “Funds of the last three years”, {years} is not within {from} to {to}. Correct the year or delete the line.",
  }),

  FUNDS_UNIT_SOURCE: defineCheck({
    reads: ["funding.byYear.sources"],
    params: { source: "unit" },
    severity: "warn",
    applies: (c) => countAt(c, "funding.byYear") > 0,
    passes: (c, { source }) => countRows(c, "funding.byYear", ({ sources }) => Array.isArray(sources) && sources.includes(source)) > 0,
    values: (_, { source }, text) => ({ label: text.labels("fundSource", source) }),
    message: "近三年经费的来源中没有“{label}”。所在单位应给予工作室必要的经费，请核对经费来源。",
    messageEn:
      "None of the funds of the last three years has the source “{label}”. The unit should give the studio the funds it needs; check the sources.",
  }),

  FUNDS_PROOF: atLeast({
    path: "funding.proof",
    param: "minFiles",
    least: 1,
    severity: "warn",
    message: "经费证明现有 {actual} 份，建议至少上传 {minFiles} 份。请上传拨付凭证、预算批复或财务部门盖章的说明。",
    messageEn:
      "Proofs of funds: {actual}, at least {minFiles} recommended. Upload a payment voucher, an approved budget or a statement sealed by the finance department.",
  }),
};
