import { defineSection } from "../form-field";

const SIGN = ["bayou.sign", "qiyou-xiamen.sign", "bafangmian-jingmen.sign"];

/** Section 3: 标牌标识. */
export const signSection = defineSection({
  key: "sign",
  label: "标牌标识",
  labelEn: "Sign",
  minutes: 2,
  fields: [
    {
      key: "text",
      label: "标牌文字",
      labelEn: "Words on the sign",
      type: "text",
      limits: { maxLength: 60 },
      required: "never",
      criteriaDecides: true,
      evidences: SIGN,
    },
    {
      key: "location",
      label: "悬挂位置",
      labelEn: "Where the sign hangs",
      type: "text",
      limits: { maxLength: 60 },
      required: "never",
      criteriaDecides: true,
      evidences: SIGN,
    },
    {
      key: "photos",
      label: "标牌照片",
      labelEn: "Photos of the sign",
      type: "images",
      limits: { accept: ["image"], maxCount: 3, maxMb: 20 },
      required: "never",
      criteriaDecides: true,
      hint: "照片要能看清标牌文字和周围环境。",
      hintEn: "The words on the sign and its surroundings must be visible.",
      evidences: SIGN,
    },
  ],
});
