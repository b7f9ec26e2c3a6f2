import "server-only";
import type { BatchRules } from "@/domain/batch-rules";
import type { CriteriaSet } from "@/domain/criteria-set";
import type { Evaluation } from "@/domain/evaluate-criteria";
import type { AttachmentRef, FormContent } from "@/domain/form-content";
import { isWithin } from "@/domain/org-path";
import { REVIEWER_OF, type Standing, standingOf } from "@/domain/review-relations";
import {
  type ApplicationAction,
  type ApplicationStatus,
  isInReview,
  moveFor,
  type MoveTarget,
  openActions,
  type PendingKind,
  SETTLER_ROLES,
  type Stage,
} from "@/domain/review-stages";
import { RuleError } from "@/domain/rule-error";
import { CONFLICT_REASONS, type Involved } from "@/domain/same-person";
import { parseRoute, stageRole, stageUnionPath } from "@/domain/stage-union";
import type { Viewer } from "@/domain/viewer";
import { batchRules, pinnedCriteriaSet } from "./application-context";
import type { MoveSubject } from "./apply-move";
import { CASE_COLUMNS, caseOf, type CaseRow, type SnapshotRow } from "./case-row";
import { holdersOf, involvedIn } from "./stage-people";
import type { ReadTx, ScopedTx } from "./with-scope";

export type Snapshot = {
  id: string;
  round: number;
  content: FormContent;
  attachments: AttachmentRef[];
  evaluation: Evaluation;
  sha256: string;
  submittedAt: Date;
  answers: { itemId: string; answer: string }[];
};

/** An application under review with everything the rules ask: loaded in scope, so foreign and unknown are the same null. */
export type ReviewCase = {
  subject: MoveSubject;
  id: string;
  orgPath: string;
  number: string;
  studioName: string;
  leadName: string;
  unitName: string;
  status: ApplicationStatus;
  version: number;
  round: number;
  route: Stage[];
  stageIndex: number | null;
  stage: Stage | null;
  dueOn: string | null;
  reopenedCount: number;
  stageSince: Date | null;
  firstSubmittedAt: Date | null;
  wholeFormOpened: boolean;
  batch: { title: string; code: string; year: number; maxReturns: number; returnWorkingDays: number; rules: BatchRules };
  set: CriteriaSet;
  snapshot: Snapshot;
  proposal: OpenProposal | null;
  involved: Involved;
  standing: Standing;
};
export type OpenProposal = {
  id: string;
  kind: PendingKind;
  reason: string;
  verdicts: unknown;
  stage: string | null;
  stageIndex: number | null;
  submissionId: string | null;
  proposedBy: string;
  proposedByName: string;
  proposedOrgName: string;
  proposedOrgPath: string;
  proposedRole: string;
  proposedAt: Date;
};

/** The case as this viewer stands to it, or null: unknown, out of scope, or never submitted. One statement. */
export async function getReviewCase(tx: ReadTx, viewer: Viewer, id: string): Promise<ReviewCase | null> {
  const [row] = await tx.$queryRaw<CaseRow[]>`SELECT ${CASE_COLUMNS} FROM ${caseOf(viewer, id)}`;
  return row ? reviewCase(viewer, row, await pinnedCriteriaSet(tx, row.criteriaSetId)) : null;
}

/** The row as this viewer stands to it; set is the one that the application pins. */
export function reviewCase(viewer: Viewer, row: CaseRow, set: CriteriaSet): ReviewCase {
  const route = parseRoute(row.route);
  const snapshot = snapshotOf(row.newest);
  const involved = involvedIn(row, row, snapshot.content);
  const union = row.stageIndex === null ? null : stageUnionPath(row.orgPath, route, row.stageIndex);
  const stage = row.stageIndex === null ? null : (route[row.stageIndex] ?? null);
  const status = row.status as ApplicationStatus;
  const proposal = row.proposal && { ...row.proposal, proposedAt: new Date(row.proposal.proposedAt) };
  const standing = standingOf(personOf(viewer), {
    status,
    orgPath: row.orgPath,
    cityPath: row.cityPath,
    route,
    stageIndex: row.stageIndex,
    involved,
    stageReviewers: union && stage && isWithin(viewer.scope, union) ? holdersOf(row.holders, union, [stageRole(stage)]) : null,
    previous: previousApproval(row),
    proposal: proposal && { ...proposal, unionPeople: holdersOf(row.holders, proposal.proposedOrgPath, SETTLER_ROLES) },
  });
  const { id, orgPath, cityPath, batchId, version, round, stageIndex, wholeFormOpened, studioName } = row;
  const subject = { id, orgPath, cityPath, batchId, number: row.number, status: row.status, version, route: row.route, stageIndex, round };
  const { batch } = row;
  return {
    subject: { ...subject, wholeFormOpened, studioName },
    id,
    orgPath,
    number: row.number ?? "",
    studioName,
    leadName: row.leadName,
    unitName: row.unitName,
    status,
    version,
    round,
    route,
    stageIndex,
    stage,
    dueOn: row.dueOn,
    reopenedCount: row.reopenedCount,
    stageSince: row.stageSince,
    firstSubmittedAt: row.firstSubmittedAt,
    wholeFormOpened,
    batch: {
      title: batch.title,
      code: batch.code,
      year: batch.year,
      maxReturns: batch.maxReturns,
      returnWorkingDays: batch.returnWorkingDays,
      rules: batchRules({ ...batch, closesAt: new Date(batch.closesAt) }),
    },
    set,
    snapshot,
    proposal,
    involved,
    standing,
  };
}

export function personOf(viewer: Viewer) {
  return {
    accountId: viewer.accountId,
    name: viewer.accountName,
    mobile: viewer.mobile,
    role: viewer.role,
    orgPath: viewer.orgPath,
    orgKind: viewer.orgKind,
  };
}

export function snapshotOf(row: SnapshotRow): Snapshot {
  return { ...row, submittedAt: new Date(row.submittedAt), answers: row.answers ?? [] };
}

function previousApproval(row: CaseRow) {
  if (!isInReview(row.status) || !row.stageIndex) return null;
  const key = `${row.round}:${row.stageIndex - 1}`;
  const decision = row.standing.find((one) => one.standingKey === key && one.outcome === "approve");
  return decision ? { actorId: decision.actorId, actorOrgPath: decision.actorOrgPath, opened: row.openings > 0 } : null;
}

/** How often the present stage opened the newest snapshot: 0 or 1. */
export function countOpenings(tx: ScopedTx, row: { id: string; round: number; stageIndex: number | null }): Promise<number> {
  return tx.stageOpening.count({ where: { applicationId: row.id, round: row.round, stageIndex: row.stageIndex ?? -1 } });
}

function question(viewer: Viewer, one: ReviewCase) {
  return {
    status: one.status,
    role: viewer.role,
    relations: one.standing.relations,
    route: one.route,
    stageIndex: one.stageIndex,
    wholeFormOpened: one.wholeFormOpened,
    pending: one.proposal?.kind ?? null,
    proposedBy: one.proposal?.proposedByName ?? null,
  };
}

/** The target of a move by this viewer; a conflict of persons is named before the table is asked. */
export function requireMove(viewer: Viewer, one: ReviewCase, action: ApplicationAction): MoveTarget {
  const reason = one.standing.conflict && CONFLICT_REASONS[one.standing.conflict];
  if (reason && REVIEWER_OF[viewer.orgKind] === viewer.role && ["approve", "return", "proposeReject"].includes(action)) {
    throw new RuleError("samePerson", { params: { reason: reason.zh, reasonEn: reason.en } });
  }
  return moveFor({ ...question(viewer, one), action });
}

/** What this viewer may do with the case now: the buttons of the screen, from the table that the server asks. */
export function openActionsFor(viewer: Viewer, one: ReviewCase): ApplicationAction[] {
  return openActions(question(viewer, one));
}
