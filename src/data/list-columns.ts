import "server-only";
import { derivedNumbers } from "@/domain/derived-numbers";
import type { CriteriaContext, Evaluation } from "@/domain/evaluate-criteria";
import type { FormContent } from "@/domain/form-content";
import { rowsAt, textAt } from "@/domain/form-context";
import { SEARCH_TEXT_VERSION, searchText } from "@/lib/search-text";
import { identityKeys } from "./taken-names";

/** What lists filter, sort and show: copied from the snapshot. */
export function listColumns(content: FormContent, context: CriteriaContext, verdicts: Evaluation) {
  const judged = Object.entries(verdicts).filter(([key]) => key !== "general");
  const names = ["studio.name", "team.leadName", "unit.name"].map((path) => textAt(content, path)) as [string, string, string];
  return {
    ...identityKeys(content),
    studioName: names[0],
    leadName: names[1],
    unitName: names[2],
    studioKind: textAt(content, "studio.kind") || null,
    industry: textAt(content, "unit.industry") || null,
    region: textAt(content, "unit.region") || null,
    topHonorRank: Number(derivedNumbers(context)["leadHonorRank"] ?? 0),
    metCount: judged.filter(([, result]) => result.verdict === "met").length,
    unmetCriteria: Object.entries(verdicts)
      .filter(([, result]) => result.verdict !== "met")
      .map(([key]) => key),
    searchText: searchText(names),
    searchVersion: SEARCH_TEXT_VERSION,
    memberCount: 1 + rowsAt(content, "team.members").length,
  };
}
