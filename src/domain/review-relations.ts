import { parentPathOf } from "./org-path";
import { type ApplicationStatus, isInReview, type PendingKind, type Relation, type Stage } from "./review-stages";
import type { OrgKind, Role } from "./roles";
import { type ConflictKind, conflictOf, type Involved, type Person } from "./same-person";
import { stageRole, stageUnionPath } from "./stage-union";

/** The role that reviews in an organisation of this kind; studios have none. */
export const REVIEWER_OF: Readonly<Record<OrgKind, Role | null>> = {
  city: "cityReviewer",
  district: "districtReviewer",
  zone: "districtReviewer",
  industry: "districtReviewer",
  enterprise: "enterpriseReviewer",
  studio: null,
};

export type ActingPerson = Person & { role: Role; orgPath: string; orgKind: OrgKind };

export type CaseFacts = {
  status: ApplicationStatus;
  orgPath: string;
  cityPath: string;
  route: readonly Stage[];
  stageIndex: number | null;
  involved: Involved;
  /** reviewers of the union whose stage holds the case; null where the viewer's scope does not reach it */
  stageReviewers: readonly Person[] | null;
  /** the standing approval of the stage before, on the newest snapshot; opened = the present stage has opened the case */
  previous: { actorId: string; actorOrgPath: string; opened: boolean } | null;
  proposal: { kind: PendingKind; proposedBy: string; proposedOrgPath: string; unionPeople: readonly Person[] } | null;
};

export type Standing = {
  relations: Relation[];
  /** why the person may not decide although role and union fit */
  conflict: ConflictKind | null;
  /**
   * Nobody of the stage's union may decide: 需上级代审. This is the rule. So that lists can count such cases, the database keeps the
   * same answer with each (application.acting_path, acting_path_of() of the migrations): a change here is a change there, and
   * tests/data/acting-path.test.ts compares both.
   */
  needsActing: boolean;
};

/** Every way in which a person stands to a case. Rules: same person, no reviewer at a level, second person. */
export function standingOf(person: ActingPerson, facts: CaseFacts): Standing {
  const relations: Relation[] = [];
  const union = facts.stageIndex === null ? null : stageUnionPath(facts.orgPath, facts.route, facts.stageIndex);
  const stage = facts.stageIndex === null ? undefined : facts.route[facts.stageIndex];
  const reviews = REVIEWER_OF[person.orgKind] === person.role;
  const deciding = isInReview(facts.status);
  const needsActing =
    deciding &&
    union !== null &&
    facts.stageReviewers !== null &&
    !facts.stageReviewers.some((one) => conflictOf(one, facts.involved) === null);
  const conflict = conflictFor(person, facts, deciding);

  if (person.role === "lead" && person.orgPath === facts.orgPath) relations.push("lead");
  if (person.role === "cityAdmin" && person.orgPath === facts.cityPath) relations.push("cityAdmin");
  const ofStage = stage !== undefined && person.orgPath === union && person.role === stageRole(stage);
  const above = reviews && union !== null && person.orgPath === parentPathOf(union) && needsActing;
  if (ofStage && conflict === null) relations.push("stageReviewer");
  if (above && conflict === null) relations.push("actingReviewer");
  const { previous, proposal } = facts;
  if (previous && !previous.opened && previous.actorId === person.accountId && previous.actorOrgPath === person.orgPath)
    relations.push("decider");
  if (proposal?.proposedBy === person.accountId) relations.push("proposer");
  if (proposal && isSecondPerson(person, proposal, facts, reviews)) relations.push("secondPerson");
  return { relations: relations.length > 0 ? relations : ["none"], conflict: ofStage || above ? conflict : null, needsActing };
}

/** A standing return is no second decision when its own stage reopens the expired case. */
function conflictFor(person: Person, facts: CaseFacts, deciding: boolean): ConflictKind | null {
  return conflictOf(person, deciding ? facts.involved : { ...facts.involved, deciders: [] });
}

/** Another person of the proposer's union; of the union above only where the proposer's has nobody else who may. */
function isSecondPerson(person: ActingPerson, proposal: NonNullable<CaseFacts["proposal"]>, facts: CaseFacts, reviews: boolean): boolean {
  if (person.accountId === proposal.proposedBy || conflictOf(person, facts.involved) !== null) return false;
  const settles = reviews || person.role === "cityAdmin";
  if (settles && person.orgPath === proposal.proposedOrgPath) return true;
  const others = proposal.unionPeople.filter((one) => one.accountId !== proposal.proposedBy && conflictOf(one, facts.involved) === null);
  return reviews && others.length === 0 && person.orgPath === parentPathOf(proposal.proposedOrgPath);
}
