import { compareDecimals, sumDecimals } from "../decimal";
import { columnAt, type FormContext } from "../form-context";
import { defineSection } from "../form-field";
import { RESULT_COUNTS } from "./result-counts";
import { projectsField, resultItemsField } from "./result-tables";
import { DISPLAY_EVIDENCE, RESULTS_EVIDENCE } from "./results-evidence";

function claimsBenefit(c: FormContext): boolean {
  return compareDecimals(sumDecimals(columnAt(c.content, "results.benefits.amount")), 0) > 0;
}

/** Section 9: 项目成果与展示. */
export const resultsSection = defineSection({
  key: "results",
  label: "项目成果与展示",
  labelEn: "Projects, results and display",
  minutes: 8,
  fields: [
    projectsField,
    resultItemsField,
    ...RESULT_COUNTS,
    {
      key: "awards",
      label: "获奖情况",
      labelEn: "Awards",
      type: "rows",
      limits: { maxCount: 30 },
      required: "never",
      evidences: RESULTS_EVIDENCE,
      columns: [
        {
          key: "name",
          label: "奖项名称",
          labelEn: "Name",
          type: "text",
          limits: { maxLength: 80 },
          required: "always",
        },
        {
          key: "level",
          label: "奖项级别",
          labelEn: "Level",
          type: "enum",
          enum: "honorLevel",
          required: "always",
        },
        {
          key: "rank",
          label: "获奖等次",
          labelEn: "Grade",
          type: "text",
          limits: { maxLength: 20 },
          required: "never",
        },
        {
          key: "year",
          label: "获奖年份",
          labelEn: "Year",
          type: "int",
          limits: { min: 1949, max: 2100, notAfter: "today" },
          required: "always",
        },
      ],
    },
    {
      key: "benefits",
      label: "经济效益",
      labelEn: "Economic benefit",
      type: "rows",
      limits: { maxCount: 3, uniqueBy: ["year"] },
      required: "never",
      hint: "没有直接经济效益的不填，改填社会效益。",
      hintEn: "Leave this empty when there is no direct economic benefit, and describe the social benefit instead.",
      evidences: RESULTS_EVIDENCE,
      columns: [
        {
          key: "year",
          label: "效益年度",
          labelEn: "Year",
          type: "int",
          limits: { min: 2000, max: 2100 },
          required: "always",
        },
        {
          key: "amount",
          label: "效益金额",
          labelEn: "Amount",
          type: "decimal",
          unit: "万元",
          limits: { min: "0", max: "999999.9999", scale: 4 },
          required: "always",
        },
      ],
    },
    {
      key: "benefitBasis",
      label: "效益计算依据",
      labelEn: "Basis of the calculation",
      type: "longText",
      limits: { maxLength: 500 },
      required: { words: "an economic benefit above 0 is claimed", test: claimsBenefit },
      evidences: RESULTS_EVIDENCE,
    },
    {
      key: "socialBenefit",
      label: "社会效益",
      labelEn: "Social benefit",
      type: "longText",
      limits: { maxLength: 500 },
      required: { words: "no economic benefit above 0 is claimed", test: (c) => !claimsBenefit(c) },
      evidences: RESULTS_EVIDENCE,
    },
    {
      key: "displayKinds",
      label: "展示形式",
      labelEn: "Forms of display",
      type: "multiEnum",
      enum: "displayKind",
      limits: { maxCount: 5 },
      required: "never",
      criteriaDecides: true,
      evidences: DISPLAY_EVIDENCE,
    },
    {
      key: "displayNote",
      label: "展示说明",
      labelEn: "Note on the display",
      type: "text",
      limits: { maxLength: 200 },
      required: "never",
      evidences: DISPLAY_EVIDENCE,
    },
    {
      key: "displayPhotos",
      label: "展示照片",
      labelEn: "Photos of the display",
      type: "images",
      limits: { accept: ["image"], maxCount: 6, maxMb: 20 },
      required: "never",
      criteriaDecides: true,
      evidences: ["bayou.display", "bafangmian-jingmen.results"],
    },
    {
      key: "otherProof",
      label: "其他佐证材料",
      labelEn: "Other proof",
      type: "files",
      limits: { accept: ["image", "pdf", "word", "excel", "video", "ofd"], maxCount: 50, maxMb: 200 },
      required: "never",
      evidences: RESULTS_EVIDENCE,
    },
  ],
});
