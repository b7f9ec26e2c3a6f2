import { atLeast } from "./at-least";

/** Mentoring (师带徒). */
export const MENTORING_CHECKS = {
  MENTORING_MIN: atLeast({
    path: "talent.pairs",
    param: "minPairs",
    least: 1,
    severity: "block",
    message: "师徒结对现有 {actual} 对，至少需要 {minPairs} 对，还差 {missing} 对。请在“师徒结对”中登记。",
    messageEn: "Mentoring pairs: {actual}, at least {minPairs} needed, {missing} missing. Enter them under “Mentoring pairs”.",
  }),

  MENTORING_AGREEMENT: atLeast({
    path: "talent.pairs.agreement",
    param: "minFiles",
    least: 1,
    severity: "warn",
    onlyWithRowsOf: "talent.pairs",
    message: "师徒协议现有 {actual} 份，建议至少上传 {minFiles} 份。请在师徒结对所在行上传双方签字的协议。",
    messageEn:
      "Mentoring agreements: {actual}, at least {minFiles} recommended. Upload the agreement signed by both sides in the line of the pair.",
  }),
};
