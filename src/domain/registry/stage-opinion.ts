import { labelled, type Locale } from "../locale";
import type { Stage } from "../review-stages";
import type { RegistryCase, RegistryDecision } from "./registry-row";

const OUTCOMES = {
  approve: { zh: "同意", en: "Approved" },
  return: { zh: "退回补正", en: "Returned" },
  reject: { zh: "不予通过", en: "Rejected" },
} as const;

/** 同意：材料齐全，同意推荐。 Nothing before the stage has decided. */
export function opinion(decision: RegistryDecision | undefined, locale: Locale): string | null {
  if (!decision) return null;
  const outcome = OUTCOMES[decision.outcome][locale === "en" ? "en" : "zh"];
  const acting = decision.acting ? (locale === "en" ? ` (acting: ${decision.orgName})` : `（${decision.orgName}代审）`) : "";
  return decision.opinion ? labelled(outcome + acting, decision.opinion, locale) : outcome + acting;
}

/** The second stage; an application that comes straight to the city has none, and the register says so. */
export function middleOpinion(row: RegistryCase, locale: Locale): string | null {
  const stage = (["district", "industry"] as const).find((key) => row.route.includes(key));
  if (stage) return opinion(row.decisions[stage], locale);
  return row.route.length > 0 ? (locale === "en" ? "Directly under the city" : "市直属，免") : null;
}

/** The stage that holds the case, or that returned it; none when no step is left. */
export function currentStage(row: RegistryCase): Stage | null {
  return row.finishedAt || row.stageIndex === null ? null : (row.route[row.stageIndex] ?? null);
}
