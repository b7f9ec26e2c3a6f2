import { defineSection } from "../form-field";

const FUNDS = ["bayou.funding", "wuyou.funding", "qiyou-xiamen.funding", "bafangmian-jingmen.funding", "jiuxiang-hebei.funding"];

/** Section 7: 经费保障. */
export const fundingSection = defineSection({
  key: "funding",
  label: "经费保障",
  labelEn: "Funding",
  minutes: 3,
  fields: [
    {
      key: "byYear",
      label: "近三年经费",
      labelEn: "Funds of the last three years",
      type: "rows",
      limits: { maxCount: 3, uniqueBy: ["year"] },
      required: "never",
      criteriaDecides: true,
      hint: "近三年指批次年度之前的三个年度，每年一行。",
      hintEn: "The three years before the year of the batch, one line each.",
      evidences: FUNDS,
      columns: [
        {
          key: "year",
          label: "经费年度",
          labelEn: "Year",
          type: "int",
          limits: { min: 2000, max: 2100 },
          required: "always",
          evidences: ["bayou.funding"],
        },
        {
          key: "amount",
          label: "经费金额",
          labelEn: "Amount",
          type: "decimal",
          unit: "万元",
          limits: { min: "0", max: "999999.9999", scale: 4 },
          required: "always",
        },
        {
          key: "sources",
          label: "经费来源",
          labelEn: "Sources",
          type: "multiEnum",
          enum: "fundSource",
          limits: { minCount: 1, maxCount: 4 },
          required: "always",
          evidences: ["bayou.funding", "wuyou.funding", "jiuxiang-hebei.funding"],
        },
        {
          key: "use",
          label: "主要用途",
          labelEn: "Main use",
          type: "text",
          limits: { maxLength: 60 },
          required: "never",
        },
      ],
    },
    {
      key: "budget",
      label: "本年预算",
      labelEn: "Budget of this year",
      type: "decimal",
      unit: "万元",
      limits: { min: "0", max: "999999.9999", scale: 4 },
      required: "never",
      evidences: FUNDS,
    },
    {
      key: "proof",
      label: "经费证明",
      labelEn: "Proof of funds",
      type: "files",
      limits: { accept: ["pdf", "image", "excel", "ofd"], maxCount: 5, maxMb: 20 },
      required: "never",
      criteriaDecides: true,
      evidences: FUNDS,
    },
  ],
});
