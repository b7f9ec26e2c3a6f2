import { defineSection } from "../form-field";

/** Section 11: 规划. */
export const planSection = defineSection({
  key: "plan",
  label: "规划",
  labelEn: "Plan",
  minutes: 2,
  fields: [
    {
      key: "nextYear",
      label: "下年度计划与目标",
      labelEn: "Plan and goals of the next year",
      type: "longText",
      limits: { maxLength: 800 },
      required: "always",
      evidences: ["bayou.records", "jiuxiang-hebei.plan"],
    },
  ],
});
