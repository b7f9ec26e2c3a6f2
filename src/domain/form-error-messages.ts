import { fieldAt } from "./application-form";
import { enumLabel } from "./enumerations";
import type { FormError } from "./form-errors";
import type { FormField } from "./form-field";
import type { Locale } from "./locale";

type Sentence = (e: FormError, field: FormField) => string;
type Sentences = Record<Locale, Sentence>;

const limit = (e: FormError) => e.params["limit"] ?? "";
const actual = (e: FormError) => e.params["actual"] ?? "";
const fileName = (e: FormError) => e.params["fileName"] ?? "";

/** What one thing of a counted field is called. */
const COUNTED: Partial<Record<FormField["type"], { zh: string; en: string }>> = {
  rows: { zh: "行", en: "lines" },
  files: { zh: "个文件", en: "files" },
  images: { zh: "张图片", en: "images" },
  multiEnum: { zh: "项", en: "choices" },
};
const countedZh = (field: FormField) => COUNTED[field.type]?.zh ?? "项";
const countedEn = (field: FormField) => COUNTED[field.type]?.en ?? "entries";

const unitZh = (field: FormField) => (field.unit ? ` ${field.unit}` : "");
/** Units that an English sentence needs; people and pieces are said by the label. */
const UNITS_EN: Record<string, string> = { 万元: " (10,000 yuan)", "㎡": " ㎡" };
const unitEn = (field: FormField) => UNITS_EN[field.unit ?? ""] ?? "";

const kindsOf = (field: FormField, locale: Locale) => (field.limits?.accept ?? []).map((kind) => enumLabel("attachmentKind", kind, locale));

const isChoice = (field: FormField) => ["enum", "multiEnum", "orgRef", "boolean"].includes(field.type);
const isUpload = (field: FormField) => field.type === "files" || field.type === "images";

const REQUIRED: Sentences = {
  "zh-CN": (_, field) => {
    if (field.type === "boolean") return "请阅读并勾选。";
    if (isChoice(field)) return "请从选项中选择。";
    if (isUpload(field)) return `请上传${field.type === "images" ? "图片" : "文件"}。`;
    return "请补充。";
  },
  en: (_, field) => {
    if (field.type === "boolean") return "please read it and tick the box.";
    if (isChoice(field)) return "please choose.";
    if (isUpload(field)) return `please upload ${field.type === "images" ? "an image" : "a file"}.`;
    return "please fill this in.";
  },
};

const TYPE: Sentences = {
  "zh-CN": (_, field) => {
    if (field.type === "int") return "应为整数，请只填数字，不带单位、小数和千分号。";
    if (field.type === "decimal") return `应为数字，请只填数字和小数点${field.unit ? `，单位是${field.unit}` : ""}，例如 18.5。`;
    if (field.type === "date") return "不是有效的日期，请按“年-月-日”填写，例如 2026-05-18。";
    if (field.type === "yearMonth") return "不是有效的年月，请按“年-月”填写，例如 1985-06。";
    return "内容的格式不对，请重新填写。";
  },
  en: (_, field) => {
    if (field.type === "int") return "has to be a whole number; enter digits only, without unit, decimals or separators.";
    if (field.type === "decimal") return `has to be a number${unitEn(field)}; enter digits and a decimal point, for example 18.5.`;
    if (field.type === "date") return "is not a date; write year-month-day, for example 2026-05-18.";
    if (field.type === "yearMonth") return "is not a month; write year-month, for example 1985-06.";
    return "has the wrong form; please fill it in again.";
  },
};

const PATTERN: Sentences = {
  "zh-CN": (_, field) => {
    if (field.type === "mobile") return "应为 11 位手机号码，请核对。";
    if (field.type === "phone") return "应为电话号码，例如 0372-5100001，请核对区号、号码和分机。";
    if (field.type === "email") return "应为电子邮箱地址，例如 name@example.com，请核对。";
    if (field.limits?.pattern === "personName") return "应为姓名，只能有文字和“·”，请去掉数字、标点和称谓。";
    return "应为文号，例如 安工〔2026〕18号，请写明发文机关、年份和序号。";
  },
  en: (_, field) => {
    if (field.type === "mobile") return "has to be a mobile number of 11 digits; please check it.";
    if (field.type === "phone") return "has to be a telephone number, for example 0372-5100001; check area code, number and extension.";
    if (field.type === "email") return "has to be an e-mail address, for example name@example.com; please check it.";
    if (field.limits?.pattern === "personName") return "has to be a name: letters and “·” only; leave out digits, punctuation and titles.";
    return "has to be a document number, for example 安工〔2026〕18号, with issuer, year and number.";
  },
};

const NOT_AFTER: Sentences = {
  "zh-CN": (e, field) => `不能晚于${field.type === "date" ? "今天" : field.type === "int" ? "今年" : "本月"}（${limit(e)}），请核对。`,
  en: (e, field) =>
    `may not be later than ${field.type === "date" ? "today" : field.type === "int" ? "this year" : "this month"} (${limit(e)}); please check it.`,
};

/** What each rule says after the label of the field; Chinese sentences begin a clause, English ones go on after it. */
const SENTENCES: Record<string, Sentences> = {
  required: REQUIRED,
  type: TYPE,
  pattern: PATTERN,
  notAfter: NOT_AFTER,
  controlCharacter: {
    "zh-CN": () => "含有看不见的控制字符，请删除后重新输入，不要从其他软件直接粘贴。",
    en: () => "contains invisible control characters; delete it and type it again instead of pasting it.",
  },
  minLength: {
    "zh-CN": (e) => `至少 ${limit(e)} 个字，现有 ${actual(e)} 个字，请补充完整。`,
    en: (e) => `needs at least ${limit(e)} characters and has ${actual(e)}; please complete it.`,
  },
  maxLength: {
    "zh-CN": (e) => `最多 ${limit(e)} 个字，现有 ${actual(e)} 个字，请删减 ${Number(actual(e)) - Number(limit(e))} 个字。`,
    en: (e) => `may have at most ${limit(e)} characters and has ${actual(e)}; shorten it by ${Number(actual(e)) - Number(limit(e))}.`,
  },
  min: {
    "zh-CN": (e, field) => `不能小于 ${limit(e)}${unitZh(field)}，请核对数字。`,
    en: (e, field) => `may not be less than ${limit(e)}${unitEn(field)}; please check the number.`,
  },
  max: {
    "zh-CN": (e, field) => `不能大于 ${limit(e)}${unitZh(field)}，请核对数字${field.unit ? "和单位" : ""}。`,
    en: (e, field) => `may not be more than ${limit(e)}${unitEn(field)}; please check the number.`,
  },
  scale: {
    "zh-CN": (e) => `最多保留 ${limit(e)} 位小数，请四舍五入后填写。`,
    en: (e) => `may have at most ${limit(e)} decimal places; please round it.`,
  },
  minAge: {
    "zh-CN": (e) => `应满 ${limit(e)} 周岁，按所填年月现为 ${actual(e)} 周岁，请核对。`,
    en: (e) => `means an age of ${actual(e)}; it has to be at least ${limit(e)}. Please check it.`,
  },
  maxAge: {
    "zh-CN": (e) => `应不超过 ${limit(e)} 周岁，按所填年月现为 ${actual(e)} 周岁，请核对。`,
    en: (e) => `means an age of ${actual(e)}; it may be at most ${limit(e)}. Please check it.`,
  },
  minCount: {
    "zh-CN": (e, field) => `至少 ${limit(e)} ${countedZh(field)}，现有 ${actual(e)} ${countedZh(field)}，请补充。`,
    en: (e, field) => `needs at least ${limit(e)} ${countedEn(field)} and has ${actual(e)}; please add the rest.`,
  },
  maxCount: {
    "zh-CN": (e, field) =>
      `最多 ${limit(e)} ${countedZh(field)}，现有 ${actual(e)} ${countedZh(field)}，请减少 ${Number(actual(e)) - Number(limit(e))} ${countedZh(field)}。`,
    en: (e, field) =>
      `may have at most ${limit(e)} ${countedEn(field)} and has ${actual(e)}; please remove ${Number(actual(e)) - Number(limit(e))}.`,
  },
  uniqueBy: {
    "zh-CN": () => "有重复的行，每个年度或等级只能填一行，请合并或删除重复的行。",
    en: () => "repeats a year or grade; each may have one line only. Merge or delete the repeated lines.",
  },
  accept: {
    "zh-CN": (e, field) => `不接受文件“${fileName(e)}”，只能上传：${kindsOf(field, "zh-CN").join("、")}。请换一个文件。`,
    en: (e, field) => `does not take “${fileName(e)}”, only: ${kindsOf(field, "en").join(", ")}. Please choose another file.`,
  },
  maxMb: {
    "zh-CN": (e) => `中的“${fileName(e)}”超过 ${limit(e)} MB，请压缩后重新上传。`,
    en: (e) => `has the file “${fileName(e)}” of more than ${limit(e)} MB; make it smaller and upload it again.`,
  },
  minPixels: {
    "zh-CN": (e) => `至少 ${limit(e)} 像素，“${fileName(e)}”只有 ${actual(e)} 像素，请换一张更清楚的。`,
    en: (e) => `needs at least ${limit(e)} pixels, “${fileName(e)}” has ${actual(e)}; please choose a clearer one.`,
  },
  mustBe: {
    "zh-CN": () => "必须勾选才能提交，请阅读后勾选。",
    en: () => "has to be ticked before you can submit; please read it and tick the box.",
  },
  enum: {
    "zh-CN": () => "不在可选的范围内，请重新选择。",
    en: () => "is not one of the choices; please choose again.",
  },
  orgRef: {
    "zh-CN": () => "不是可以推荐的工会，请联系市总工会核对组织关系。",
    en: () => "is not a union that may recommend; ask the city federation to check the organisation.",
  },
  uscc: {
    "zh-CN": () => "不是有效的统一社会信用代码，请对照证书核对 18 位代码。",
    en: () => "is not a valid unified social credit code; compare the 18 characters with the certificate.",
  },
};

/** Rules the messages know. */
export const FORM_ERROR_RULES: readonly string[] = Object.keys(SENTENCES);

/** The sentence for a form error: which field (and row), what is wrong and what to do. */
export function formErrorMessage(e: FormError, locale: Locale = "zh-CN"): string {
  const field = fieldAt(e.path);
  const sentence = SENTENCES[e.rule]?.[locale];
  if (!field || !sentence) throw new Error(`no sentence for the form error ${e.path} ${e.rule}`);
  const said = sentence(e, field);
  if (locale === "en") {
    const place = e.row === undefined ? `“${field.labelEn}”` : `Line ${e.row}, “${field.labelEn}”`;
    return e.rule === "required" ? `${place}: ${said}` : `${place} ${said}`;
  }
  const place = e.row === undefined ? `“${field.label}”` : `第 ${e.row} 行“${field.label}”`;
  return e.rule === "required" ? `${place}还没有${missingVerb(field)}，${said}` : `${place}${said}`;
}

function missingVerb(field: FormField): string {
  if (field.type === "boolean") return "勾选";
  if (isChoice(field)) return "选择";
  return isUpload(field) ? "上传" : "填写";
}
