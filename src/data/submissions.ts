import "server-only";
import { createHash, randomUUID } from "node:crypto";
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
import { canonicalJson } from "@/lib/canonical-json";
import { batchRules, BATCH_JSON, pinnedCriteriaSet, prefillOf, type StudioSurroundings, studioSurroundings } from "./application-context";
import { contentOf, loadSections, standingReturnItems } from "./application-sections";
import type { Moment } from "./applications";
import { applyMove, MOVE_SUBJECT, type MoveSubject } from "./apply-move";
import { Prisma } from "./generated/client";
import { holdApplication } from "./held-application";
import { listColumns } from "./list-columns";
import { attachmentManifest, type FiledAttachment, listFiledAttachments } from "./filing-attachments";
import { findTaken, identityKeys, lockIdentity, type Taken } from "./taken-names";
import { minuteOf } from "./who-was-first";
import type { ScopedTx } from "./with-scope";

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

export type Submitted = { number: string; round: number; status: string };

/** What the rules look at, with the attachments as a manifest needs them. */
export type FilingContext = CriteriaContext & { attachments: readonly FiledAttachment[] };

/** Everything the rules look at, from stored rows only. */
export async function filingContext(
  tx: ScopedTx,
  application: { id: string; orgPath: string; batchId: string },
  batch: Parameters<typeof batchRules>[0],
  around: StudioSurroundings,
  content: FormContent,
  today: string,
): Promise<FilingContext> {
  return {
    content,
    attachments: await listFiledAttachments(tx, application.id),
    batch: batchRules(batch),
    today,
    regions: around.city.regions.map((region) => region.code),
    recommenders: [{ code: around.parent.code, kind: around.parent.kind }],
    taken: await findTaken(tx, identityKeys(content), application.batchId, application.orgPath),
  };
}

/**
 * Transitions 2 and 5. Everything is read again from stored rows under the lock of the application: storage rules, form,
 * criteria with the lookups of taken names. What passes becomes the immutable snapshot n and the case moves on.
 * Errors: SubmissionBlocked, deadlinePassed, batchClosed, dueDatePassed, answersMissing, illegalMove, stale. Null: not in scope.
 */
export async function submitApplication(
  tx: ScopedTx,
  viewer: Viewer,
  input: SubmitInput,
  at: Moment,
  locale: Locale,
): Promise<Submitted | null> {
  const held = await holdApplication<Held>(tx, viewer, input.applicationId, HELD);
  if (!held) return null;
  const application = { ...held, batch: { ...held.batch, closesAt: new Date(held.batch.closesAt) } };
  if (application.version !== input.version) throw new RuleError("stale");
  const resubmits = application.status === "returned";
  const around = await studioSurroundings(tx, application.orgPath);
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

  const { content, context } = await judgedContent(tx, viewer, application, around, at.today);
  const errors = formErrors(context);
  const set = await pinnedCriteriaSet(tx, application.criteriaSetId);
  const evaluation = evaluateCriteria(set, context, locale);
  if (errors.length > 0 || blockingCodes(evaluation).length > 0) throw new SubmissionBlocked(errors, evaluation, context.taken);

  const number = application.number ?? (await takeNumber(tx, around.city.code, application.batch.year));
  const round = application.round + 1;
  // what is stored is in Chinese, whoever submits
  const verdicts = locale === "zh-CN" ? evaluation : evaluateCriteria(set, context);
  const manifest = attachmentManifest(content, context.attachments);
  await applyMove(tx, viewer, pick(application), {
    target,
    at: at.now,
    detail: { version: round, ...(resubmits ? { answers: answers.length } : {}) },
    set: {
      round,
      number,
      route,
      dueOn: null,
      wholeFormOpened: false,
      submittedAt: at.now,
      firstSubmittedAt: application.firstSubmittedAt ?? at.now,
      recommenderPath: around.parent.orgPath,
      ...listColumns(content, context, verdicts),
    },
  });
  await tx.submission.create({
    data: {
      id: randomUUID(),
      orgPath: application.orgPath,
      applicationId: application.id,
      round,
      content: content as never,
      attachments: manifest as never,
      verdicts: verdicts as never,
      derived: derivedNumbers(context) as never,
      ...(resubmits ? { answers: answers as never } : {}),
      criteriaSetId: application.criteriaSetId,
      formVersion: application.formVersion,
      sha256: createHash("sha256")
        .update(canonicalJson({ content, attachments: manifest, verdicts }))
        .digest("hex"),
      submittedBy: viewer.accountId,
      submittedByName: viewer.accountName,
      submittedAt: at.now,
    },
    select: { id: true },
  });
  for (const { itemId, answer } of answers) {
    await tx.returnItem.updateMany({ where: { id: itemId, applicationId: application.id }, data: { answer, answeredAt: at.now } });
  }
  return { number, round, status: target.status };
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
async function requireAnswers(tx: ScopedTx, applicationId: string, given: SubmitInput["answers"]) {
  const items = (await standingReturnItems(tx, applicationId))?.items ?? [];
  const answers = items.map((item) => ({ itemId: item.id, answer: given.find((one) => one.itemId === item.id)?.answer.trim() ?? "" }));
  const missing = answers.filter((one) => one.answer === "").length;
  if (missing > 0) throw new RuleError("answersMissing", { params: { count: missing } });
  return answers;
}

/** The stored content with the values that nobody types, and everything the rules look at; name and lead are held until commit. */
async function judgedContent(
  tx: ScopedTx,
  viewer: Viewer,
  application: { id: string; orgPath: string; batchId: string; batch: Parameters<typeof batchRules>[0] },
  around: StudioSurroundings,
  today: string,
) {
  const content = contentOf(await loadSections(tx, application.id));
  const prefill = prefillOf(around, { name: viewer.accountName, mobile: viewer.mobile }, today);
  for (const [key, section] of Object.entries(content)) content[key] = { ...section, ...readOnlyValues(key, prefill) };
  await lockIdentity(tx, identityKeys(content), application.batchId, viewer.cityPath);
  return { content, context: await filingContext(tx, application, application.batch, around, content, today) };
}

async function takeNumber(tx: ScopedTx, prefix: string, year: number): Promise<string> {
  const rows = await tx.$queryRaw<{ n: number }[]>`SELECT take_application_number(${year}::int) AS n`;
  return `${prefix}-${year}-${String(rows[0]?.n).padStart(4, "0")}`;
}
