import { compareDecimals, sumDecimals } from "../decimal";
import { atLeast } from "./at-least";
import { type CriteriaContext, defineCheck } from "./criteria-check";
import { countAt, countRows, numberAt } from "./form-counts";

const GRANTED_COUNTS = ["results.inventionGranted", "results.utilityGranted", "results.designGranted"] as const;

const projectsIn = (c: CriteriaContext, statuses: readonly string[]) =>
  countRows(c, "results.projects", (row) => statuses.includes(String(row["status"])));

const recentResults = (c: CriteriaContext) => countRows(c, "results.items", (row) => compareDecimals(row["year"], c.batch.year - 1) >= 0);

const grantedPatents = (c: CriteriaContext) =>
  countRows(c, "results.items", (row) => row["kind"] === "patent" && row["patentStatus"] === "granted");

const statedPatents = (c: CriteriaContext) => sumDecimals(GRANTED_COUNTS.map((path) => numberAt(c, path)));

/** Projects, results and their display. */
export const RESULTS_CHECKS = {
  PROJECTS_MIN: defineCheck<{ minProjects: number; statuses: readonly string[] }>({
    reads: ["results.projects"],
    demands: ["results.projects"],
    params: { minProjects: 1, statuses: ["approved", "ongoing", "finished"] },
    severity: "block",
    passes: (c, { minProjects, statuses }) => projectsIn(c, statuses) >= minProjects,
    values: (c, { minProjects, statuses }) => ({
      actual: projectsIn(c, statuses),
      missing: minProjects - projectsIn(c, statuses),
    }),
    message: "创新项目现有 {actual} 个（不含已终止的），至少需要 {minProjects} 个，还差 {missing} 个。请在“创新项目”中登记。",
    messageEn:
      "Innovation projects (without stopped ones): {actual}, at least {minProjects} needed, {missing} missing. Enter them under “Innovation projects”.",
  }),

  RESULTS_MIN: atLeast({
    path: "results.items",
    param: "minResults",
    least: 1,
    severity: "block",
    message:
      "代表性成果现有 {actual} 项，至少需要 {minResults} 项，还差 {missing} 项。请登记专利、论文、操作法、服务法、五小成果、合理化建议等。",
    messageEn:
      "Representative results: {actual}, at least {minResults} needed, {missing} missing. Enter patents, papers, operating methods, service methods, five-small results, proposals and the like.",
  }),

  RESULTS_RECENT: defineCheck({
    reads: ["results.items.year"],
    params: { minResults: 1 },
    severity: "warn",
    applies: (c) => countAt(c, "results.items") > 0,
    passes: (c, { minResults }) => recentResults(c) >= minResults,
    values: (c) => ({ from: c.batch.year - 1, actual: recentResults(c) }),
    message: "{from} 年以来的成果有 {actual} 项，应不少于 {minResults} 项。请补充近期成果。",
    messageEn: "Results since {from}: {actual}; there should be at least {minResults}. Add recent results.",
  }),

  RESULTS_PROOF: atLeast({
    path: "results.items.proof",
    param: "minFiles",
    least: 1,
    severity: "warn",
    onlyWithRowsOf: "results.items",
    message: "成果证明现有 {actual} 份，建议至少上传 {minFiles} 份。请在成果所在行上传证书、鉴定或应用证明。",
    messageEn:
      "Proofs of results: {actual}, at least {minFiles} recommended. Upload certificates, appraisals or proofs of use in the line of the result.",
  }),

  RESULTS_COUNTS: defineCheck({
    reads: ["results.items", ...GRANTED_COUNTS],
    params: {},
    severity: "warn",
    passes: (c) => compareDecimals(grantedPatents(c), statedPatents(c)) <= 0,
    values: (c) => ({ listed: grantedPatents(c), stated: statedPatents(c) }),
    message: "代表性成果中列出已授权专利 {listed} 件，多于数量栏合计的 {stated} 件。请核对专利状态和数量栏。",
    messageEn:
      "The representative results list {listed} granted patents, more than the {stated} given in the number fields. Check the states of the patents and the numbers.",
  }),

  DISPLAY_PHOTO: atLeast({
    path: "results.displayPhotos",
    param: "minPhotos",
    least: 1,
    severity: "block",
    message: "成果展示照片现有 {actual} 张，至少需要 {minPhotos} 张，还差 {missing} 张。请上传展示版面、展台或展柜的照片。",
    messageEn:
      "Photos of the display: {actual}, at least {minPhotos} needed, {missing} missing. Upload photos of the panels, stands or showcases.",
  }),

  DISPLAY_MEANS: defineCheck({
    reads: ["results.displayKinds"],
    demands: ["results.displayKinds"],
    params: {},
    severity: "warn",
    passes: (c) => countAt(c, "results.displayKinds") > 0,
    values: () => ({}),
    message: "还没有选择展示形式。请选择版面、展台、展柜、电子屏等展示形式中的一种或几种。",
    messageEn: "The form of display has not been chosen yet. Choose one or more: panel, stand, showcase, screen and so on.",
  }),
};
