import "server-only";
import { isBatchOpen } from "@/domain/batch-rules";
import type { FormContent } from "@/domain/form-content";
import { derivedNumbers } from "@/domain/derived-numbers";
import { type CriteriaContext, type Evaluation, blockingCodes, evaluateCriteria } from "@/domain/evaluate-criteria";
import { type FormError, formErrors } from "@/domain/form-errors";
import { readOnlyValues } from "@/domain/form-prefill";
import type { Locale } from "@/domain/locale";
import { type ApplicationStatus, moveFor, type Stage } from "@/domain/review-stages";
import { parseRoute } from "@/domain/stage-union";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import {
  batchRules,
  BATCH_JSON,
  organisationsAbove,
  pinnedCriteriaSet,
  prefillOf,
  type StudioSurroundings,
  surroundingsFrom,
} from "./application-context";
import { contentOf, sectionsFrom, standingReturnItems, storedSections } from "./application-sections";
import type { Moment } from "./applications";
import { heldMove, MOVE_SUBJECT, type MoveSubject } from "./apply-move";
import { attachmentManifest, type FiledAttachment, filedAttachments, filedFrom, listFiledAttachments } from "./filing-attachments";
import { Prisma } from "./generated/client";
import { holdApplication } from "./held-application";
import type { Effect } from "./idempotency";
import { listColumns } from "./list-columns";
import type { Row } from "./one-trip";
import { type Answer, answeredItems, snapshotRow } from "./snapshot-rows";
import { findTaken, identityKeys, lockedIdentity, type Taken, takenFrom, takenNames } from "./taken-names";
import { minuteOf } from "./who-was-first";
import type { ReadTx, WriteTx } from "./with-scope";

/** A submission that the rules refuse: thrown so that nothing of it is kept. */
export class SubmissionBlocked extends Error {
  readonly errors: FormError[];
  readonly evaluation: Evaluation;
  readonly taken: Taken;
  constructor(errors: FormError[], evaluation: Evaluation, taken: Taken) {
    super("submission is blocked");
    this.name = "SubmissionBlocked";
    this.errors = errors;
    this.evaluation = evaluation;
    this.taken = taken;
  }
}

export type SubmitInput = {
  applicationId: string;
  /** version of the application that the sender saw */
  version: number;
  /** answers to the items of the return; empty for a draft */
  answers: readonly { itemId: string; answer: string }[];
};

/** As JSON; number: the application's. */
export type Submitted = { number: string; round: number; status: string };

/** What the rules look at, with the attachments as a manifest needs them. */
export type FilingContext = CriteriaContext & { attachments: readonly FiledAttachment[] };

/** Everything the rules look at, from stored rows only. */
export async function filingContext(
  tx: ReadTx,
  application: { id: string; orgPath: string; batchId: string },
  batch: Parameters<typeof batchRules>[0],
  around: StudioSurroundings,
  content: FormContent,
  today: string,
): Promise<FilingContext> {
  const attachments = await listFiledAttachments(tx, application.id);
  const taken = await findTaken(tx, identityKeys(content), application.batchId, application.orgPath);
  return contextOf({ content, attachments, batch, around, taken, today });
}

type Parts = Pick<FilingContext, "content" | "attachments" | "taken" | "today"> & {
  batch: Parameters<typeof batchRules>[0];
  around: StudioSurroundings;
};

function contextOf({ batch, around, ...parts }: Parts): FilingContext {
  return {
    ...parts,
    batch: batchRules(batch),
    regions: around.city.regions.map((region) => region.code),
    recommenders: [{ code: around.parent.code, kind: around.parent.kind }],
  };
}

/** What submitApplication() reads of stored rows first: the application, which it locks, and what belongs to it. */
export function submissionReads(viewer: Viewer, id: string): Prisma.Sql[] {
  return [
    holdApplication(viewer, id, HELD),
    storedSections(id),
    filedAttachments(id),
    organisationsAbove(Prisma.sql`(SELECT a.org_path FROM application a WHERE a.id = ${id}::uuid)`),
  ];
}

/**
 * Transitions 2 and 5. Everything is read again from stored rows (submissionReads) under the lock of the application: storage rules,
 * form, criteria with the lookups of taken names. What passes becomes the immutable snapshot n and the case moves on; the response
 * of the effect is { submitted: Submitted, blocked: null }.
 * Errors: SubmissionBlocked, deadlinePassed, batchClosed, dueDatePassed, answersMissing, illegalMove, stale. Null: not in scope.
 */
export async function submitApplication(
  tx: WriteTx,
  viewer: Viewer,
  input: SubmitInput,
  at: Moment,
  locale: Locale,
  [held = [], sections = [], files = [], organisations = []]: readonly Row[][],
): Promise<Effect<{ submitted: Submitted; blocked: null }> | null> {
  const row = held[0] as Held | undefined;
  if (!row) return null;
  const application = { ...row, batch: { ...row.batch, closesAt: new Date(row.batch.closesAt) } };
  if (application.version !== input.version) throw new RuleError("stale");
  const resubmits = application.status === "returned";
  const around = surroundingsFrom(organisations, application.orgPath);
  const route = resubmits || application.number ? parseRoute(application.route) : routeOf(application.batch.routes, around.parent.kind);
  const target = moveFor({
    action: resubmits ? "resubmit" : "submit",
    status: application.status as ApplicationStatus,
    role: viewer.role,
    relations: ["lead"],
    route,
    stageIndex: application.stageIndex,
    wholeFormOpened: application.wholeFormOpened,
  });
  requireInTime(application, resubmits, at);
  const answers = resubmits ? await requireAnswers(tx, application.id, input.answers) : [];

  const content = filledContent(contentOf(sectionsFrom(sections)), viewer, around, at.today);
  const taken = await holdNames(tx, viewer, application, content);
  const attachments = filedFrom(files);
  const context = contextOf({ content, attachments, batch: application.batch, around, taken, today: at.today });
  const errors = formErrors(context);
  const set = await pinnedCriteriaSet(tx, application.criteriaSetId);
  const evaluation = evaluateCriteria(set, context, locale);
  if (errors.length > 0 || blockingCodes(evaluation).length > 0) throw new SubmissionBlocked(errors, evaluation, taken);

  const round = application.round + 1;
  // what is stored is in Chinese, whoever submits
  const verdicts = locale === "zh-CN" ? evaluation : evaluateCriteria(set, context);
  const move = heldMove(viewer, pick(application), {
    target,
    at: at.now,
    detail: { version: round, ...(resubmits ? { answers: answers.length } : {}) },
    set: {
      round,
      route,
      dueOn: null,
      wholeFormOpened: false,
      submittedAt: at.now,
      firstSubmittedAt: application.firstSubmittedAt ?? at.now,
      recommenderPath: around.parent.orgPath,
      ...listColumns(content, context, verdicts),
    },
    ...(application.number ? {} : { takesNumber: { prefix: around.city.code, year: application.batch.year } }),
  });
  const snapshot = {
    round,
    content,
    attachments: attachmentManifest(content, attachments),
    verdicts,
    derived: derivedNumbers(context),
    answers: resubmits ? answers : null,
  };
  return {
    writes: [...move.writes, snapshotRow(viewer, application, snapshot, at.now), ...answeredItems(application.id, answers, at.now)],
    response: Prisma.sql`jsonb_build_object('blocked', NULL, 'submitted', jsonb_build_object('round', ${round}::int, 'status', ${target.status}::text,
      'number', (SELECT a.number FROM application a WHERE a.id = ${application.id}::uuid)))`,
    audit: move.audit,
  };
}

type BatchRow = Parameters<typeof batchRules>[0] & { id: string; title: string; routes: unknown };
type Held = MoveSubject & {
  criteriaSetId: string;
  formVersion: string;
  dueOn: string | null;
  firstSubmittedAt: Date | null;
  batch: Omit<BatchRow, "closesAt"> & { closesAt: string };
};
const HELD = Prisma.sql`a.id, a.org_path AS "orgPath", a.city_path AS "cityPath", a.batch_id AS "batchId", a.number, a.status, a.version, a.route,
  a.stage_index AS "stageIndex", a.round, a.whole_form_opened AS "wholeFormOpened", a.studio_name AS "studioName",
  a.criteria_set_id AS "criteriaSetId", a.form_version AS "formVersion", a.due_on AS "dueOn", a.first_submitted_at AS "firstSubmittedAt",
  (SELECT ${BATCH_JSON} FROM batch b WHERE b.id = a.batch_id) AS batch`;

function pick(application: MoveSubject): MoveSubject {
  return Object.fromEntries(Object.keys(MOVE_SUBJECT).map((key) => [key, application[key as keyof MoveSubject]])) as MoveSubject;
}

/** The stage list of the batch for the kind of union that recommends: data of the batch, 2 to 5 stages. */
function routeOf(routes: unknown, parentKind: string): Stage[] {
  const route = parseRoute((routes as Record<string, unknown> | null)?.[parentKind]);
  if (route.length === 0) throw new Error(`the batch has no route for a unit under a ${parentKind}`);
  return route;
}

function requireInTime(
  application: { dueOn: string | null; batch: { opensOn: string; closesAt: Date } },
  resubmits: boolean,
  at: Moment,
): void {
  if (resubmits) {
    // the due date ends with its day; the batch may be closed by then
    if (application.dueOn !== null && at.today > application.dueOn)
      throw new RuleError("dueDatePassed", { params: { dueOn: application.dueOn } });
    return;
  }
  const batch = { opensOn: application.batch.opensOn, closesAt: application.batch.closesAt.toISOString() };
  if (isBatchOpen(batch, at.now)) return;
  if (at.now >= application.batch.closesAt) throw new RuleError("deadlinePassed", { params: { at: minuteOf(application.batch.closesAt) } });
  throw new RuleError("batchClosed");
}

/** The answers in the order of the items, trimmed; answersMissing when one has none. */
async function requireAnswers(tx: ReadTx, applicationId: string, given: SubmitInput["answers"]): Promise<Answer[]> {
  const items = (await standingReturnItems(tx, applicationId))?.items ?? [];
  const answers = items.map((item) => ({ itemId: item.id, answer: given.find((one) => one.itemId === item.id)?.answer.trim() ?? "" }));
  const missing = answers.filter((one) => one.answer === "").length;
  if (missing > 0) throw new RuleError("answersMissing", { params: { count: missing } });
  return answers;
}

/** The stored content with the values that nobody types. */
function filledContent(content: FormContent, viewer: Viewer, around: StudioSurroundings, today: string): FormContent {
  const prefill = prefillOf(around, { name: viewer.accountName, mobile: viewer.mobile }, today);
  return Object.fromEntries(Object.entries(content).map(([key, section]) => [key, { ...section, ...readOnlyValues(key, prefill) }]));
}

/** Holds name and lead until commit, and answers who has them. */
async function holdNames(
  tx: WriteTx,
  viewer: Viewer,
  { batchId, orgPath }: { batchId: string; orgPath: string },
  content: FormContent,
): Promise<Taken> {
  const keys = identityKeys(content);
  // two statements: what the second sees begins when the first has its locks
  const [, taken] = await tx.$together([lockedIdentity(keys, batchId, viewer.cityPath), takenNames(keys, batchId, orgPath)]);
  return takenFrom(taken);
}
