import { defineSection } from "../form-field";

const RULES = ["bayou.rules", "wuyou.team", "qiyou-xiamen.rules", "bafangmian-jingmen.rules", "jiuxiang-hebei.rules"];

/** Section 6: 制度建设. */
export const rulesSection = defineSection({
  key: "rules",
  label: "制度建设",
  labelEn: "Rules",
  minutes: 5,
  fields: [
    {
      key: "items",
      label: "制度清单",
      labelEn: "List of rules",
      type: "rows",
      limits: { maxCount: 30 },
      required: "never",
      criteriaDecides: true,
      evidences: RULES,
      columns: [
        {
          key: "kind",
          label: "制度类别",
          labelEn: "Kind",
          type: "enum",
          enum: "ruleKind",
          required: "always",
          evidences: ["bayou.rules", "qiyou-xiamen.rules", "bafangmian-jingmen.rules", "jiuxiang-hebei.rules"],
        },
        {
          key: "name",
          label: "制度名称",
          labelEn: "Name",
          type: "text",
          limits: { maxLength: 80 },
          required: "always",
        },
        {
          key: "issuedOn",
          label: "发布日期",
          labelEn: "Issued on",
          type: "date",
          limits: { notAfter: "today" },
          required: "never",
        },
        {
          key: "file",
          label: "制度文件",
          labelEn: "File",
          type: "files",
          limits: { accept: ["pdf", "word", "image", "ofd"], minCount: 1, maxCount: 3, maxMb: 20 },
          required: "always",
          evidences: RULES,
        },
      ],
    },
    {
      key: "wallPhotos",
      label: "上墙照片",
      labelEn: "Photos of the rules on the wall",
      type: "images",
      limits: { accept: ["image"], maxCount: 6, maxMb: 20 },
      required: "never",
      criteriaDecides: true,
      evidences: ["bayou.rules", "bafangmian-jingmen.rules"],
    },
  ],
});
