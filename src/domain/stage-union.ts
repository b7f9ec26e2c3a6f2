import { cityPathOf, pathsDownTo } from "./org-path";
import { type Stage, STAGE_RULES, STAGES } from "./review-stages";
import type { Role } from "./roles";
import type { OpinionStage } from "./stage-slots";

/** The pinned route of an application row: JSON of the database, checked. [] before the first submission. */
export function parseRoute(value: unknown): Stage[] {
  if (!Array.isArray(value)) return [];
  return value.filter((stage): stage is Stage => (STAGES as readonly unknown[]).includes(stage));
}

/**
 * Path of the union that holds a stage. The tree above the studio is the route read backwards: its parent is the
 * enterprise union, the last stage is the city, whatever stands between follows one level per stage.
 */
export function stageUnionPath(studioPath: string, route: readonly Stage[], stageIndex: number): string | null {
  const stage = route[stageIndex];
  if (!stage) return null;
  if (stage === "city") return cityPathOf(studioPath);
  return pathsDownTo(studioPath).at(-(stageIndex + 2)) ?? null;
}

/** The role that reviews at the stage. */
export function stageRole(stage: Stage): Role {
  return STAGE_RULES[stage].role;
}

/** The stage as slots and opinion boxes name it: whatever stands between the enterprise union and the city recommends. */
export function opinionStage(stage: Stage): OpinionStage {
  return stage === "enterprise" || stage === "city" ? stage : "recommender";
}
