import "server-only";
import { RuleError } from "@/domain/rule-error";
import { lengthOf } from "@/domain/text-length";
import type { Viewer } from "@/domain/viewer";
import type { ReviewCase } from "./review-case";
import { whoWasFirst } from "./who-was-first";
import type { ScopedTx } from "./with-scope";

/** What the reviewer had on screen; a decision on anything else is refused. */
export type Seen = { version: number; round: number; stageIndex: number | null };

/** The version the reviewer saw is still the current one; else who was first, or the code given. */
export async function requireSeen(
  tx: ScopedTx,
  viewer: Viewer,
  one: ReviewCase,
  seen: Seen,
  otherwise?: "nothingToTakeBack",
): Promise<void> {
  if (seen.version === one.version) return;
  throw otherwise
    ? new RuleError(otherwise)
    : await whoWasFirst(tx, viewer, { ...one.subject, round: seen.round, stageIndex: seen.stageIndex });
}

/** Trimmed words of a length in code points. Throws required, tooShort or tooLong at the field. */
export function requireWords(
  field: string,
  label: { label: string; labelEn: string },
  text: string,
  limits: { min: number; max: number },
): string {
  const actual = lengthOf(text);
  if (limits.min > 0 && actual === 0) throw new RuleError("required", { field, params: label });
  if (actual < limits.min) throw new RuleError("tooShort", { field, params: { ...label, min: limits.min } });
  if (actual > limits.max) throw new RuleError("tooLong", { field, params: { ...label, max: limits.max, actual } });
  return text.trim();
}

/** 代审 needs a reason; the stage's own reviewer gives none. */
export function requireActingReason(one: ReviewCase, reason: string): string | null {
  if (one.standing.relations.includes("stageReviewer")) return null;
  return requireWords("actingReason", { label: "代审理由", labelEn: "The reason for acting review" }, reason, { min: 5, max: 200 });
}
