import { enumRank } from "../enumerations";
import { type FormContext, rowsAt } from "../form-context";

function levels(c: FormContext, kinds: readonly string[] | "any"): readonly unknown[] {
  return rowsAt(c.content, "team.leadHonors")
    .filter((honor) => kinds === "any" || kinds.includes(String(honor["kind"])))
    .map((honor) => honor["level"]);
}

/** The highest rank among the lead's honors of these kinds; 0 without one. */
export function topHonorRank(c: FormContext, kinds: readonly string[] | "any"): number {
  return Math.max(0, ...levels(c, kinds).map((level) => enumRank("honorLevel", level)));
}

/** The level of the lead's highest honor of these kinds; nothing without one. */
export function topHonorLevel(c: FormContext, kinds: readonly string[] | "any"): unknown {
  const rank = (level: unknown) => enumRank("honorLevel", level);
  return levels(c, kinds).toSorted((a, b) => rank(b) - rank(a))[0];
}
