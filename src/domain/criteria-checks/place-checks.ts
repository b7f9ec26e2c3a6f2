import { compareDecimals } from "../decimal";
import { columnAt, isFilled, textAt } from "../form-context";
import { nameContains } from "../name-key";
import { atLeast } from "./at-least";
import { type CriteriaContext, defineCheck } from "./criteria-check";
import { countAt, numberAt } from "./form-counts";

const SIGN_WORDS = ["sign.text", "sign.location"] as const;

const missingKinds = (c: CriteriaContext, kinds: readonly string[]) => {
  const listed = columnAt(c.content, "facilities.equipment.kind");
  return kinds.filter((kind) => !listed.includes(kind));
};

/** The sign, the place and what is in it. */
export const PLACE_CHECKS = {
  SIGN_PHOTO: atLeast({
    path: "sign.photos",
    param: "minPhotos",
    least: 1,
    severity: "block",
    message: "标牌照片现有 {actual} 张，至少需要 {minPhotos} 张，还差 {missing} 张。请上传能看清标牌文字和悬挂位置的照片。",
    messageEn:
      "Photos of the sign: {actual}, at least {minPhotos} needed, {missing} missing. Upload photos that show the words on the sign and where it hangs.",
  }),

  SIGN_DESCRIBED: defineCheck({
    reads: SIGN_WORDS,
    demands: SIGN_WORDS,
    params: {},
    severity: "block",
    passes: (c) => SIGN_WORDS.every((path) => isFilled(c, path)),
    values: (c, _, text) => ({ missing: text.fieldLabels(SIGN_WORDS.filter((path) => !isFilled(c, path))) }),
    message: "“标牌标识”中还没有填写：{missing}。请补充后再提交。",
    messageEn: "Still empty under “Sign”: {missing}. Fill this in before you submit.",
  }),

  SIGN_NAME: defineCheck({
    reads: ["sign.text", "studio.name"],
    params: {},
    severity: "warn",
    applies: (c) => isFilled(c, "sign.text"),
    passes: (c) => nameContains(textAt(c.content, "sign.text"), textAt(c.content, "studio.name")),
    values: (c) => ({ text: textAt(c.content, "sign.text"), name: textAt(c.content, "studio.name") }),
    message: "标牌文字“{text}”与工作室名称“{name}”不一致。请核对标牌内容；标牌正在更换的可以先提交，由审核人核实。",
    messageEn:
      "The words on the sign, “{text}”, differ from the name of the studio, “{name}”. Check the sign; if it is being replaced you may submit now and the reviewer will look into it.",
  }),

  FAC_AREA: defineCheck({
    reads: ["facilities.area"],
    demands: ["facilities.area"],
    params: { minArea: "0.1" },
    severity: "block",
    passes: (c, { minArea }) => compareDecimals(numberAt(c, "facilities.area"), minArea) >= 0,
    values: (c) => ({ actual: numberAt(c, "facilities.area") }),
    message: "场所面积为 {actual} ㎡，应不小于 {minArea} ㎡。请填写工作室固定场所的实际使用面积。",
    messageEn:
      "The floor area is {actual} ㎡; it has to be at least {minArea} ㎡. Give the area the studio really uses in its fixed place.",
  }),

  FAC_EQUIPMENT: atLeast({
    path: "facilities.equipment",
    param: "minRows",
    least: 1,
    severity: "block",
    message: "设施清单现有 {actual} 项，至少需要 {minRows} 项，还差 {missing} 项。请登记办公机具、器材工具或专业资料。",
    messageEn:
      "Lines in the list of facilities: {actual}, at least {minRows} needed, {missing} missing. Enter office equipment, tools or reference material.",
  }),

  FAC_KINDS: defineCheck<{ kinds: readonly string[] }>({
    reads: ["facilities.equipment.kind"],
    params: { kinds: ["officeEquipment", "tool", "reference"] },
    severity: "warn",
    applies: (c) => countAt(c, "facilities.equipment") > 0,
    passes: (c, { kinds }) => missingKinds(c, kinds).length === 0,
    values: (c, { kinds }, text) => ({ missing: text.labels("facilityKind", missingKinds(c, kinds)) }),
    message: "设施清单中还没有登记：{missing}。请补充；工作中确实不需要的可以不填，由审核人判断。",
    messageEn:
      "Not yet in the list of facilities: {missing}. Add them; what the work really does not need may be left out, the reviewer decides.",
  }),

  FAC_PHOTO: atLeast({
    path: "facilities.photos",
    param: "minPhotos",
    least: 2,
    severity: "block",
    message: "场所照片现有 {actual} 张，至少需要 {minPhotos} 张，还差 {missing} 张。请上传场所全景和主要设施的照片。",
    messageEn:
      "Photos of the place: {actual}, at least {minPhotos} needed, {missing} missing. Upload photos of the whole place and of the main facilities.",
  }),
};
