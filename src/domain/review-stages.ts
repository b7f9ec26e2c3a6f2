import { enumLabel } from "./enumerations";
import type { Role } from "./roles";
import { RuleError } from "./rule-error";

/**
 * How an application moves, and who may move it: transitions 1–12 of the workflow as one table.
 * Screens, actions, jobs and tests read MOVES; nothing else names a status next to an action.
 */

export const STAGES = ["enterprise", "district", "industry", "city"] as const;
export type Stage = (typeof STAGES)[number];

/** Keys of the enumeration applicationState. */
export const APPLICATION_STATUSES = [
  "draft",
  "enterpriseReview",
  "districtReview",
  "industryReview",
  "cityReview",
  "returned",
  "withdrawn",
  "approved",
  "publicity",
  "named",
  "rejected",
  "expired",
  "voided",
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** What each stage is called as a status, who reviews there, and where the reviewer sits. */
export const STAGE_RULES = {
  enterprise: { status: "enterpriseReview", role: "enterpriseReviewer" },
  district: { status: "districtReview", role: "districtReviewer" },
  industry: { status: "industryReview", role: "districtReviewer" },
  city: { status: "cityReview", role: "cityReviewer" },
} as const satisfies Record<Stage, { status: ApplicationStatus; role: Role }>;

/** Every route begins with the enterprise union: only from here is there a stage to go back to. */
const AFTER_FIRST_STAGE = ["districtReview", "industryReview", "cityReview"] as const;
const IN_REVIEW = ["enterpriseReview", ...AFTER_FIRST_STAGE] as const;
/** Final and negative: the studio may apply again; not live any more. withdrawn may be reopened before the deadline. */
const CLOSED_NEGATIVE = ["rejected", "expired", "voided"] as const;
const AFTER_APPROVAL = ["approved", "publicity", "named"] as const;

export function isInReview(status: string): boolean {
  return (IN_REVIEW as readonly string[]).includes(status);
}

/** Live = counts as the studio's one application in the batch (application.live_batch_id is set). */
export function isLive(status: ApplicationStatus): boolean {
  return status !== "withdrawn" && !(CLOSED_NEGATIVE as readonly string[]).includes(status);
}

/** No step of the review is left: finished_at is set. */
export function isFinished(status: ApplicationStatus): boolean {
  return !isLive(status) || (AFTER_APPROVAL as readonly string[]).includes(status);
}

/**
 * How the person stands to the application, beside the role:
 * lead – holds the role at its studio; stageReviewer – reviewer of the union whose stage holds the case (while returned
 * or expired: of the stage that returned it); actingReviewer – reviewer of the union above a stage that has nobody who
 * may decide (代审); decider – took the last standing decision; proposer, secondPerson – of an open proposal;
 * cityAdmin – administrator of its city; system – the clock.
 */
export const RELATIONS = [
  "lead",
  "stageReviewer",
  "actingReviewer",
  "decider",
  "proposer",
  "secondPerson",
  "cityAdmin",
  "system",
  "none",
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Where a move leads: a status, or a place in the route. */
type Target =
  | "draft"
  | "returned"
  | "expired"
  | "rejected"
  | "withdrawn"
  | "voided"
  | "firstStage"
  | "nextStage"
  | "returningStage"
  | "previousStage"
  | "same";

/** An open proposal of a second-person rule: the case shows 拟不予通过 or 拟作废. */
export type PendingKind = "reject" | "void";

type Move = {
  /** number in the workflow's table of transitions */
  no: string;
  from: readonly ApplicationStatus[] | null;
  to: Target;
  by: readonly Relation[];
  roles: readonly (Role | "system")[];
  /** none: only when nothing is proposed; a kind: only while that is open; any: both */
  pending: "none" | PendingKind | "any";
  /** words that must come with it: shown with the event */
  needs?: readonly ("reason" | "reasonOnceDecided" | "opinion" | "verdicts" | "items" | "dueOn" | "answers" | "secondPerson")[];
  /** earlier standing decisions that end with this move: kept in history, no longer standing */
  lapses?: "returns" | "all";
};

const REVIEWERS = ["enterpriseReviewer", "districtReviewer", "cityReviewer"] as const;
/** cityAdmin is a person of the city union: the second person where a city has few reviewers, and for 作废. */
export const SETTLER_ROLES = [...REVIEWERS, "cityAdmin"] as const;
const AT_STAGE = ["stageReviewer", "actingReviewer"] as const;

// oxfmt-ignore
export const MOVES = {
  create:        { no: "1",   from: null,                      to: "draft",          by: ["lead"],         roles: ["lead"],      pending: "none" },
  submit:        { no: "2",   from: ["draft"],                 to: "firstStage",     by: ["lead"],         roles: ["lead"],      pending: "none" },
  approve:       { no: "3",   from: IN_REVIEW,                 to: "nextStage",      by: AT_STAGE,         roles: REVIEWERS,     pending: "none", needs: ["verdicts", "opinion"] },
  return:        { no: "4",   from: IN_REVIEW,                 to: "returned",       by: AT_STAGE,         roles: REVIEWERS,     pending: "none", needs: ["items", "dueOn"] },
  resubmit:      { no: "5",   from: ["returned"],              to: "returningStage", by: ["lead"],         roles: ["lead"],      pending: "none", needs: ["answers"], lapses: "returns" },
  openWholeForm: { no: "6",   from: ["returned"],              to: "same",           by: ["lead"],         roles: ["lead"],      pending: "none" },
  expire:        { no: "7",   from: ["returned"],              to: "expired",        by: ["system"],       roles: ["system"],    pending: "none" },
  reopenExpired: { no: "7b",  from: ["expired"],               to: "returned",       by: ["stageReviewer"], roles: REVIEWERS,    pending: "none", needs: ["reason", "dueOn"] },
  proposeReject: { no: "8",   from: IN_REVIEW,                 to: "same",           by: AT_STAGE,         roles: REVIEWERS,     pending: "none", needs: ["reason", "secondPerson"] },
  confirmReject: { no: "8",   from: IN_REVIEW,                 to: "rejected",       by: ["secondPerson"], roles: SETTLER_ROLES, pending: "reject" },
  declineReject: { no: "8",   from: IN_REVIEW,                 to: "same",           by: ["secondPerson"], roles: SETTLER_ROLES, pending: "reject", needs: ["reason"] },
  cancelReject:  { no: "8",   from: IN_REVIEW,                 to: "same",           by: ["proposer"],     roles: REVIEWERS,     pending: "reject" },
  takeBack:      { no: "9",   from: AFTER_FIRST_STAGE,         to: "previousStage",  by: ["decider"],      roles: REVIEWERS,     pending: "none" },
  withdraw:      { no: "10",  from: [...IN_REVIEW, "returned"], to: "withdrawn",     by: ["lead"],         roles: ["lead"],      pending: "any", needs: ["reasonOnceDecided"] },
  reopen:        { no: "10b", from: ["withdrawn"],             to: "draft",          by: ["lead"],         roles: ["lead"],      pending: "none", lapses: "all" },
  copy:          { no: "11",  from: CLOSED_NEGATIVE,           to: "same",           by: ["lead"],         roles: ["lead"],      pending: "none" },
  proposeVoid:   { no: "12",  from: AFTER_APPROVAL,            to: "same",           by: ["cityAdmin"],    roles: ["cityAdmin"], pending: "none", needs: ["reason", "secondPerson"] },
  confirmVoid:   { no: "12",  from: AFTER_APPROVAL,            to: "voided",         by: ["secondPerson"], roles: SETTLER_ROLES, pending: "void" },
  declineVoid:   { no: "12",  from: AFTER_APPROVAL,            to: "same",           by: ["secondPerson"], roles: SETTLER_ROLES, pending: "void", needs: ["reason"] },
  cancelVoid:    { no: "12",  from: AFTER_APPROVAL,            to: "same",           by: ["proposer"],     roles: ["cityAdmin"], pending: "void" },
} as const satisfies Record<string, Move>;

export type ApplicationAction = keyof typeof MOVES;
export const APPLICATION_ACTIONS = Object.keys(MOVES) as ApplicationAction[];

export type MoveQuestion = {
  action: ApplicationAction;
  status: ApplicationStatus;
  role: Role | "system";
  relations: readonly Relation[];
  route: readonly Stage[];
  /** index into route: the stage that holds the case; while returned or expired, the stage that returned it */
  stageIndex: number | null;
  /** returned: the lead opened all sections, so the review starts over */
  wholeFormOpened?: boolean;
  pending?: PendingKind | null;
  /** name of the proposer, for the sentence */
  proposedBy?: string | null;
};

const PENDING_LABELS = { reject: { kind: "不予通过", kindEn: "reject" }, void: { kind: "作废", kindEn: "void" } } as const;

/** 当前状态不能进行此操作, with the status in words. */
export function illegalMove(status: string): RuleError {
  return new RuleError("illegalMove", {
    params: { status: enumLabel("applicationState", status), statusEn: enumLabel("applicationState", status, "en") },
  });
}

/** What the move writes: the new status and stage; stage = the stage at which it was made, for the timeline. */
export type MoveTarget = {
  action: ApplicationAction;
  status: ApplicationStatus;
  stageIndex: number | null;
  stage: Stage | null;
  lapses: "returns" | "all" | null;
};

/**
 * The target of a move, or a RuleError: illegalMove (state, role or relation do not allow it) or
 * pendingRejection (something is proposed and waits for a second person).
 */
export function moveFor(q: MoveQuestion): MoveTarget {
  const move: Move = MOVES[q.action];
  const pending = q.pending ?? null;
  const refused = () => illegalMove(q.status);
  if (move.from === null || !move.from.includes(q.status)) throw refused();
  if (!move.roles.includes(q.role) || !q.relations.some((relation) => move.by.includes(relation))) throw refused();
  if (move.pending === "none" && pending !== null)
    throw new RuleError("pendingRejection", {
      params: { ...PENDING_LABELS[pending], name: q.proposedBy ?? "第二人", nameEn: q.proposedBy ?? "Somebody" },
    });
  if ((move.pending === "reject" || move.pending === "void") && pending !== move.pending) throw refused();
  const stage = q.stageIndex === null ? null : (q.route[q.stageIndex] ?? null);
  const lapses = q.action === "resubmit" && q.wholeFormOpened ? "all" : (move.lapses ?? null);
  const target = (status: ApplicationStatus, stageIndex: number | null, madeAt = stage): MoveTarget => ({
    action: q.action,
    status,
    stageIndex,
    stage: madeAt,
    lapses,
  });
  const at = (index: number, madeAt = stage): MoveTarget => {
    const reached = q.route[index];
    return reached ? target(STAGE_RULES[reached].status, index, madeAt) : target("approved", null, madeAt);
  };
  switch (move.to) {
    case "firstStage":
      return at(0, null);
    case "nextStage":
      if (q.stageIndex === null) throw refused();
      return at(q.stageIndex + 1);
    case "returningStage":
      if (q.stageIndex === null) throw refused();
      return at(q.wholeFormOpened ? 0 : q.stageIndex, null);
    case "previousStage":
      if (!q.stageIndex) throw refused();
      return at(q.stageIndex - 1, q.route[q.stageIndex - 1] ?? null);
    case "same":
      return target(q.status, q.stageIndex);
    case "returned":
    case "expired":
    case "rejected":
      return target(move.to, q.stageIndex);
    default:
      return target(move.to, null);
  }
}

/** The actions that are open to this person now, for buttons: the same table that the server asks. */
export function openActions(q: Omit<MoveQuestion, "action">): ApplicationAction[] {
  return APPLICATION_ACTIONS.filter((action) => {
    try {
      moveFor({ ...q, action });
      return true;
    } catch (error) {
      if (error instanceof RuleError) return false;
      throw error;
    }
  });
}
