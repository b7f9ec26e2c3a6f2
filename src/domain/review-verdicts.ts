import type { CriteriaSet } from "./criteria-set";
import { lengthOf } from "./return-rules";
import { RuleError } from "./rule-error";

/** A reviewer's verdict on one criterion: 达标, 存疑 (with a comment), 未达标. The machine's own are met, warn, unmet. */
export const REVIEW_VERDICTS = {
  met: { label: "达标", labelEn: "Met", tone: "success" },
  doubt: { label: "存疑", labelEn: "In doubt", tone: "warning" },
  unmet: { label: "未达标", labelEn: "Not met", tone: "danger" },
} as const;
export type ReviewVerdict = keyof typeof REVIEW_VERDICTS;
export type ReviewVerdicts = Record<string, { verdict: ReviewVerdict; comment?: string }>;

/** How long a comment on a verdict may be; the opinion follows the opinion boxes of the printed form. */
export const COMMENT_MAX = 300;
export const OPINION_MAX = 200;

export function reviewVerdictLabel(verdict: ReviewVerdict, locale: string): string {
  return locale === "en" ? REVIEW_VERDICTS[verdict].labelEn : REVIEW_VERDICTS[verdict].label;
}

/** What is offered before the reviewer chose: 达标 where the machine says met or warn, nothing where it says unmet. */
export function offeredVerdict(machine: string | undefined): ReviewVerdict | null {
  return machine === "met" || machine === "warn" ? "met" : null;
}

/**
 * Transition 3: a verdict for each criterion, 存疑 with a comment, none 未达标. Only the criteria of the set are kept.
 * Throws verdictMissing, verdictUnmet, doubtNeedsComment or tooLong at verdict.<key> / comment.<key>.
 */
export function requireApprovable(set: CriteriaSet, given: ReviewVerdicts): ReviewVerdicts {
  const missing = set.items.filter((item) => !given[item.key]);
  if (missing[0]) throw new RuleError("verdictMissing", { field: `verdict.${missing[0].key}`, params: { count: missing.length } });
  const verdicts = keptVerdicts(set, given);
  for (const item of set.items) {
    const title = { title: item.title, titleEn: item.titleEn };
    const own = verdicts[item.key];
    if (own?.verdict === "unmet") throw new RuleError("verdictUnmet", { field: `verdict.${item.key}`, params: title });
    if (own?.verdict === "doubt" && !own.comment) throw new RuleError("doubtNeedsComment", { field: `comment.${item.key}`, params: title });
  }
  return verdicts;
}

/** The verdicts on criteria of the set, comments trimmed; anything else that was sent is dropped. Throws tooLong. */
export function keptVerdicts(set: CriteriaSet, given: ReviewVerdicts): ReviewVerdicts {
  const kept: ReviewVerdicts = {};
  for (const item of set.items) {
    const own = Object.hasOwn(given, item.key) ? given[item.key] : undefined;
    if (!own) continue;
    const comment = own.comment?.trim() ?? "";
    const actual = lengthOf(comment);
    if (actual > COMMENT_MAX) {
      throw new RuleError("tooLong", { field: `comment.${item.key}`, params: { label: `“${item.title}”的说明`, labelEn: `The comment on “${item.titleEn}”`, max: COMMENT_MAX, actual } });
    }
    kept[item.key] = comment ? { verdict: own.verdict, comment } : { verdict: own.verdict };
  }
  return kept;
}
