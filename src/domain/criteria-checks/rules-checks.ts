import { columnAt } from "../form-context";
import { atLeast } from "./at-least";
import { type CriteriaContext, defineCheck } from "./criteria-check";
import { countAt } from "./form-counts";

const missingKinds = (c: CriteriaContext, kinds: readonly string[]) => {
  const listed = columnAt(c.content, "rules.items.kind");
  return kinds.filter((kind) => !listed.includes(kind));
};

/** The rules (制度) of the studio. */
export const RULES_CHECKS = {
  RULES_MIN: atLeast({
    path: "rules.items",
    param: "minRules",
    least: 1,
    severity: "block",
    message: "制度清单现有 {actual} 项，至少需要 {minRules} 项，还差 {missing} 项。请逐项登记制度并上传文件。",
    messageEn: "Rules listed: {actual}, at least {minRules} needed, {missing} missing. Enter each rule and upload its file.",
  }),

  RULES_KINDS: defineCheck<{ kinds: readonly string[] }>({
    reads: ["rules.items.kind"],
    params: { kinds: ["activity", "study", "tackling", "transfer", "incentive", "internal"] },
    severity: "warn",
    applies: (c) => countAt(c, "rules.items") > 0,
    passes: (c, { kinds }) => missingKinds(c, kinds).length === 0,
    values: (c, { kinds }, text) => ({
      count: missingKinds(c, kinds).length,
      missing: text.labels("ruleKind", missingKinds(c, kinds)),
    }),
    message: "制度还缺 {count} 类：{missing}。请补充；几类内容写在同一份文件里的，可以分行登记并上传同一份文件。",
    messageEn:
      "Kinds of rules still missing ({count}): {missing}. Add them; when one file covers several kinds, enter one line for each and upload the same file.",
  }),

  RULES_ON_WALL: atLeast({
    path: "rules.wallPhotos",
    param: "minPhotos",
    least: 1,
    severity: "block",
    message: "制度上墙照片现有 {actual} 张，至少需要 {minPhotos} 张，还差 {missing} 张。请拍摄制度张贴上墙的照片并上传，文字要能看清。",
    messageEn:
      "Photos of the rules on the wall: {actual}, at least {minPhotos} needed, {missing} missing. Take photos of the rules on the wall, with the words readable, and upload them.",
  }),
};
