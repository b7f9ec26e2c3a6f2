import type { FieldDraft } from "../form-field";
import { RESULTS_EVIDENCE } from "./results-evidence";

function count(key: string, label: string, labelEn: string, unit: string, max = 99999): FieldDraft {
  return {
    key,
    label,
    labelEn,
    type: "int",
    unit,
    limits: { min: 0, max },
    required: "never",
    evidences: RESULTS_EVIDENCE,
  };
}

/** Total numbers of results of section 9; the table of representative results shows the best of them. */
export const RESULT_COUNTS: readonly FieldDraft[] = [
  count("inventionGranted", "发明专利授权数", "Invention patents granted", "件"),
  count("inventionPending", "发明专利申请数", "Invention patents applied for and not yet granted", "件"),
  count("utilityGranted", "实用新型授权数", "Utility models granted", "件"),
  count("designGranted", "外观设计授权数", "Designs granted", "件"),
  count("papers", "论文数", "Papers", "篇"),
  count("methods", "工法和操作法数", "Operating methods", "项"),
  count("standards", "标准数", "Standards", "项"),
  count("serviceMethods", "服务法数", "Service methods", "项"),
  count("managementMethods", "管理改进数", "Management improvements", "项"),
  count("fiveSmall", "五小成果数", "Five-small results", "项"),
  count("suggestionsMade", "建议提出数", "Proposals made", "条", 999999),
  count("suggestionsAdopted", "建议采纳数", "Proposals adopted", "条", 999999),
  count("transfers", "成果转化数", "Results transferred", "项"),
];
