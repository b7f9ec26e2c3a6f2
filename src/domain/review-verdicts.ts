import type { CriteriaSet } from "./criteria-set";
import { RuleError } from "./rule-error";
import { lengthOf } from "./text-length";
import { COMMENT_MAX, type ReviewVerdict, type ReviewVerdicts } from "./verdict-kinds";

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
      throw new RuleError("tooLong", {
        field: `comment.${item.key}`,
        params: { label: `“${item.title}”的说明`, labelEn: `The comment on “${item.titleEn}”`, max: COMMENT_MAX, actual },
      });
    }
    kept[item.key] = comment ? { verdict: own.verdict, comment } : { verdict: own.verdict };
  }
  return kept;
}
