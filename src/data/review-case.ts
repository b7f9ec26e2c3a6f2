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
import { pinnedCriteriaSet } from "./application-context";
import { MOVE_SUBJECT, type MoveSubject } from "./apply-move";
import { listHolders, loadInvolved } from "./stage-people";
import { inScope, type ScopedTx } from "./with-scope";

const CASE = {
  ...MOVE_SUBJECT,
  dueOn: true,
  reopenedCount: true,
  createdBy: true,
  leadName: true,
  unitName: true,
  stageSince: true,
  submittedAt: true,
  firstSubmittedAt: true,
  batch: true,
  criteriaSetId: true,
  submissions: { orderBy: { round: "desc" as const }, take: 1 },
  proposals: { where: { pendingKey: { not: null } }, take: 1 },
} as const;

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

/** The case as this viewer stands to it, or null: unknown, out of scope, or never submitted. */
export async function getReviewCase(tx: ScopedTx, viewer: Viewer, id: string): Promise<ReviewCase | null> {
  const row = await tx.application.findFirst({ where: { id, AND: [inScope(viewer.scope), { round: { gt: 0 } }] }, select: CASE });
  const newest = row?.submissions[0];
  if (!row || !newest) return null;
  const route = parseRoute(row.route);
  const snapshot = snapshotOf(newest);
  const involved = await loadInvolved(tx, row, snapshot.content);
  const union = row.stageIndex === null ? null : stageUnionPath(row.orgPath, route, row.stageIndex);
  const stage = row.stageIndex === null ? null : (route[row.stageIndex] ?? null);
  const status = row.status as ApplicationStatus;
  const proposal = (row.proposals[0] as OpenProposal | undefined) ?? null;
  const standing = standingOf(personOf(viewer), {
    status,
    orgPath: row.orgPath,
    cityPath: row.cityPath,
    route,
    stageIndex: row.stageIndex,
    involved,
    stageReviewers: union && stage && isWithin(viewer.scope, union) ? await listHolders(tx, union, [stageRole(stage)]) : null,
    previous: await previousApproval(tx, row),
    proposal: proposal && { ...proposal, unionPeople: await listHolders(tx, proposal.proposedOrgPath, SETTLER_ROLES) },
  });
  const { batch, criteriaSetId: _set, submissions: _submissions, proposals: _proposals, ...subject } = row;
  return {
    subject,
    id: row.id,
    orgPath: row.orgPath,
    number: row.number ?? "",
    studioName: row.studioName,
    leadName: row.leadName,
    unitName: row.unitName,
    status,
    version: row.version,
    round: row.round,
    route,
    stageIndex: row.stageIndex,
    stage,
    dueOn: row.dueOn,
    reopenedCount: row.reopenedCount,
    stageSince: row.stageSince,
    firstSubmittedAt: row.firstSubmittedAt,
    wholeFormOpened: row.wholeFormOpened,
    batch: {
      title: batch.title,
      code: batch.code,
      year: batch.year,
      maxReturns: batch.maxReturns,
      returnWorkingDays: batch.returnWorkingDays,
      rules: { ...batch, closesAt: batch.closesAt.toISOString() },
    },
    set: await pinnedCriteriaSet(tx, row.criteriaSetId),
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

export function snapshotOf(row: {
  id: string;
  round: number;
  content: unknown;
  attachments: unknown;
  verdicts: unknown;
  sha256: string;
  submittedAt: Date;
  answers: unknown;
}): Snapshot {
  return {
    id: row.id,
    round: row.round,
    content: row.content as FormContent,
    attachments: row.attachments as AttachmentRef[],
    evaluation: row.verdicts as Evaluation,
    sha256: row.sha256,
    submittedAt: row.submittedAt,
    answers: (row.answers ?? []) as { itemId: string; answer: string }[],
  };
}

async function previousApproval(tx: ScopedTx, row: { id: string; status: string; round: number; stageIndex: number | null }) {
  if (!isInReview(row.status) || !row.stageIndex) return null;
  const decision = await tx.decision.findFirst({
    where: { applicationId: row.id, standingKey: `${row.round}:${row.stageIndex - 1}`, outcome: "approve" },
    select: { actorId: true, actorOrgPath: true },
  });
  if (!decision) return null;
  return { ...decision, opened: (await countOpenings(tx, row)) > 0 };
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
