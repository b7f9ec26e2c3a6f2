import { defineSection, type Required } from "../form-field";
import { isFilled, textAt, valueAt } from "../form-context";

const NAME = ["bayou.name"];

/** The studio was named before: its document and date are known. */
const namedBefore: Required = {
  words: "the studio was named before (re-confirmation or upgrade)",
  test: (c) => ["reconfirm", "upgrade"].includes(textAt(c.content, "studio.applyWay")),
};

/** Section 2: 工作室. */
export const studioSection = defineSection({
  key: "studio",
  label: "工作室",
  labelEn: "Studio",
  minutes: 5,
  fields: [
    {
      key: "kind",
      label: "申报类别",
      labelEn: "Kind of studio",
      type: "enum",
      enum: "studioKind",
      required: "always",
      hint: "领衔人有劳模或五一劳动奖章荣誉的选劳模创新工作室，其他职工领衔的选职工创新工作室。",
      hintEn: "Choose a model-worker studio when the lead is a model worker or holds a May Day labour medal; otherwise a staff studio.",
    },
    {
      key: "applyWay",
      label: "申报方式",
      labelEn: "Way of applying",
      type: "enum",
      enum: "applyWay",
      required: "always",
    },
    {
      key: "formerDocNo",
      label: "原命名文号",
      labelEn: "Document number of the earlier naming",
      type: "text",
      limits: { maxLength: 40, pattern: "^[\\p{L}\\p{N}]{2,20}〔[0-9]{4}〕[0-9]{1,4}号$" },
      required: namedBefore,
    },
    {
      key: "formerNamedOn",
      label: "原命名日期",
      labelEn: "Date of the earlier naming",
      type: "date",
      limits: { notAfter: "today" },
      required: namedBefore,
    },
    {
      key: "formerName",
      label: "曾用名",
      labelEn: "Former name",
      type: "text",
      limits: { minLength: 4, maxLength: 60 },
      required: "never",
    },
    {
      key: "name",
      label: "工作室名称",
      labelEn: "Name of the studio",
      type: "text",
      limits: { minLength: 4, maxLength: 60 },
      required: "always",
      public: true,
      hint: "一般写成“领衔人姓名＋专业＋创新工作室”，本市内不能重名。",
      hintEn: "Usually “name of the lead + field of work + innovation studio”; it must be unique in the city.",
      evidences: NAME,
    },
    {
      key: "naming",
      label: "冠名方式",
      labelEn: "Way of naming",
      type: "enum",
      enum: "naming",
      required: "always",
      evidences: NAME,
    },
    {
      key: "namingNote",
      label: "冠名说明",
      labelEn: "Reason for the way of naming",
      type: "text",
      limits: { maxLength: 100 },
      required: {
        words: "the studio is not named after its lead",
        test: (c) => isFilled(c, "studio.naming") && valueAt(c.content, "studio.naming") !== "leadName",
      },
      evidences: NAME,
    },
    {
      key: "foundedOn",
      label: "成立日期",
      labelEn: "Founded on",
      type: "date",
      limits: { notAfter: "today" },
      required: "always",
    },
    {
      key: "directions",
      label: "创新方向",
      labelEn: "Innovation directions",
      type: "multiEnum",
      enum: "direction",
      limits: { minCount: 1, maxCount: 3 },
      required: "always",
    },
    {
      key: "specialty",
      label: "专业领域",
      labelEn: "Field of work",
      type: "text",
      limits: { maxLength: 60 },
      required: "always",
    },
    {
      key: "partners",
      label: "联合单位",
      labelEn: "Partner units",
      type: "text",
      limits: { maxLength: 200 },
      required: {
        words: "the kind is a joint studio",
        test: (c) => valueAt(c.content, "studio.kind") === "joint",
      },
    },
    {
      key: "summary",
      label: "工作室简介",
      labelEn: "Short description of the studio",
      type: "longText",
      limits: { maxLength: 500 },
      required: "always",
    },
  ],
});
