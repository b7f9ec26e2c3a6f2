import { compareDecimals } from "../decimal";
import { isFilled } from "../form-context";
import { defineCheck } from "./criteria-check";
import { numberAt } from "./form-counts";

/** The union of the unit. */
export const UNION_CHECKS = {
  UNION_ORG: defineCheck({
    reads: ["unit.unionName", "unit.memberCount"],
    demands: ["unit.unionName", "unit.memberCount"],
    params: { minMembers: 1 },
    severity: "block",
    passes: (c, { minMembers }) => isFilled(c, "unit.unionName") && compareDecimals(numberAt(c, "unit.memberCount"), minMembers) >= 0,
    values: (c) => ({ actual: numberAt(c, "unit.memberCount") }),
    message: "单位工会信息不完整：需要工会名称，且会员不少于 {minMembers} 人（现填 {actual} 人）。请在“所在单位”中补充。",
    messageEn:
      "The union of the unit is not fully described: its name is needed and at least {minMembers} members (now {actual}). Complete it under “Unit”.",
  }),

  UNION_CODE: defineCheck({
    reads: ["unit.unionUscc"],
    demands: ["unit.unionUscc"],
    params: {},
    severity: "warn",
    passes: (c) => isFilled(c, "unit.unionUscc"),
    values: () => ({}),
    message: "还没有填写工会信用代码。已取得工会法人资格的请填写证书上的代码，未取得的由审核人核实工会组建情况。",
    messageEn:
      "The credit code of the union is still empty. If the union has legal personality, please give the code on its certificate; otherwise the reviewer looks into how the union was set up.",
  }),
};
