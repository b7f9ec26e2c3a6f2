import { textAt } from "../form-context";
import { nameContains } from "../name-key";
import { type CriteriaContext, defineCheck } from "./criteria-check";

const nameHasLead = (c: CriteriaContext) => nameContains(textAt(c.content, "studio.name"), textAt(c.content, "team.leadName"));

const nameAndLead = (c: CriteriaContext) => ({
  name: textAt(c.content, "studio.name"),
  leadName: textAt(c.content, "team.leadName"),
});

/** The name of the studio and the words on its sign. */
export const NAME_CHECKS = {
  NAME_UNIQUE: defineCheck({
    reads: ["studio.name"],
    params: {},
    severity: "block",
    passes: (c) => c.taken.name === null,
    values: (c) => ({ name: textAt(c.content, "studio.name"), existing: c.taken.name ?? "" }),
    message: "工作室名称“{name}”与本市已有或正在申报的“{existing}”相同（比较时不计空格、全角半角和标点）。请改名，例如加上单位简称或专业。",
    messageEn:
      "The name “{name}” is the same as “{existing}”, which exists or is applied for in this city (spaces, letter width and punctuation do not count). Choose another name, for example with the short name of the unit or the field of work.",
  }),

  NAME_MATCHES_NAMING: defineCheck({
    reads: ["studio.name", "studio.naming", "team.leadName"],
    params: {},
    severity: "block",
    applies: (c) => textAt(c.content, "studio.naming") === "leadName",
    passes: nameHasLead,
    values: nameAndLead,
    message: "冠名方式选了“领衔人姓名”，但工作室名称“{name}”中没有“{leadName}”。请把姓名写进名称，或改选冠名方式并填写冠名说明。",
    messageEn:
      "The studio is to be named after its lead, but the name “{name}” does not contain “{leadName}”. Put the lead into the name, or choose another way of naming and give the reason.",
  }),

  NAME_LEAD: defineCheck({
    reads: ["studio.name", "studio.naming", "team.leadName"],
    params: {},
    severity: "warn",
    applies: (c) => textAt(c.content, "studio.naming") !== "leadName",
    passes: nameHasLead,
    values: nameAndLead,
    message: "工作室名称“{name}”没有包含领衔人姓名“{leadName}”。一般以领衔人姓名冠名；确需按工作性质等方式命名的，请在冠名说明中写清理由。",
    messageEn:
      "The name “{name}” does not contain the lead “{leadName}”. Studios are usually named after their lead; if another name is needed, give the reason for the way of naming.",
  }),

  NAME_SUFFIX: defineCheck({
    reads: ["studio.name"],
    params: { suffix: "工作室" },
    severity: "warn",
    passes: (c, { suffix }) => textAt(c.content, "studio.name").endsWith(suffix),
    values: (c) => ({ name: textAt(c.content, "studio.name") }),
    message: "工作室名称“{name}”没有以“{suffix}”结尾。请核对名称是否写完整。",
    messageEn: "The name “{name}” does not end with “{suffix}”. Check that it is complete.",
  }),
};
