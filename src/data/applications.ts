import "server-only";
import { randomUUID } from "node:crypto";
import { FORM } from "@/domain/application-form";
import { isBatchOpen } from "@/domain/batch-rules";
import type { FormContent } from "@/domain/form-content";
import { textAt } from "@/domain/form-context";
import { prefilledContent, readOnlyValues } from "@/domain/form-prefill";
import { storeContent } from "@/domain/storage-rules";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { BATCH_FIELDS, batchRules, prefillOf, studioSurroundings } from "./application-context";
import { contentOf, loadSections } from "./application-sections";
import { writeAudit } from "./audit";
import { isUniqueViolation } from "./prisma-error";
import { identityKeys } from "./taken-names";
import { inScope, type ScopedTx } from "./with-scope";

/** Clock of one request: the business moment and its day in UTC+8. */
export type Moment = { now: Date; today: string };

/** The studio's own applications, newest first. */
export function listOwnApplications(tx: ScopedTx, viewer: Viewer) {
  return tx.application.findMany({
    where: { AND: inScope(viewer.scope) },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 200,
    include: { batch: { select: { id: true, title: true, closesAt: true } } },
  });
}

/** Batches of the viewer's city that take applications now, with the rules to show. */
export async function listOpenBatches(tx: ScopedTx, viewer: Viewer, now: Date) {
  const batches = await tx.batch.findMany({
    where: { orgPath: viewer.cityPath },
    orderBy: [{ closesAt: "asc" }, { code: "asc" }],
    select: { ...BATCH_FIELDS, criteriaSet: { select: { title: true, titleEn: true } } },
  });
  return batches.filter((batch) => isBatchOpen(batchRules(batch), now));
}

/**
 * Transition 1: a new draft, filled in advance from the organisation and the account. The append-only trail of the
 * case begins with its first submission, so that a draft can be thrown away; the audit keeps that it was made.
 * batchClosed, liveApplication; null when the batch is not of this city.
 */
export async function createDraft(tx: ScopedTx, viewer: Viewer, batchId: string, at: Moment): Promise<{ id: string } | null> {
  const around = await studioSurroundings(tx, viewer.orgPath);
  const content = prefilledContent(prefillOf(around, { name: viewer.accountName, mobile: viewer.mobile }, at.today));
  return insertDraft(tx, viewer, { batchId, content, copiedFromId: null }, at);
}

/**
 * Transition 11: content and attachments of a closed case as a new draft in an open batch. Pledges are given anew.
 * The copies of attachments are rows of their own that name the same stored files.
 */
export async function copyToDraft(
  tx: ScopedTx,
  viewer: Viewer,
  sourceId: string,
  batchId: string,
  at: Moment,
): Promise<{ id: string } | null> {
  const source = await tx.application.findFirst({ where: { id: sourceId, AND: inScope(viewer.scope) }, select: { id: true } });
  if (!source) return null;
  const around = await studioSurroundings(tx, viewer.orgPath);
  const prefill = prefillOf(around, { name: viewer.accountName, mobile: viewer.mobile }, at.today);
  const before = contentOf(await loadSections(tx, source.id));
  const fresh = prefilledContent(prefill);
  const content: FormContent = {
    ...before,
    pledge: fresh["pledge"] ?? {},
    unit: { ...before["unit"], ...readOnlyValues("unit", prefill) },
  };
  const draft = await insertDraft(tx, viewer, { batchId, content, copiedFromId: source.id }, at);
  if (!draft) return null;
  const files = await tx.attachment.findMany({ where: { applicationId: source.id, removedAt: null, stage: null } });
  for (const { id: _id, ...file } of files) {
    await tx.attachment.create({ data: { ...file, id: randomUUID(), applicationId: draft.id }, select: { id: true } });
  }
  return draft;
}

async function insertDraft(
  tx: ScopedTx,
  viewer: Viewer,
  draft: { batchId: string; content: FormContent; copiedFromId: string | null },
  at: Moment,
): Promise<{ id: string } | null> {
  const batch = await tx.batch.findFirst({
    where: { id: draft.batchId, orgPath: viewer.cityPath },
    select: { ...BATCH_FIELDS, criteriaSetId: true, formVersion: true },
  });
  if (!batch) return null;
  if (!isBatchOpen(batchRules(batch), at.now)) throw new RuleError("batchClosed");
  const live = await tx.application.findFirst({ where: { orgPath: viewer.orgPath, liveBatchId: batch.id }, select: { id: true } });
  if (live) throw new RuleError("liveApplication");
  const id = randomUUID();
  const stored = storeContent(draft.content);
  try {
    await tx.application.create({
      data: {
        id,
        orgPath: viewer.orgPath,
        cityPath: viewer.cityPath,
        batchId: batch.id,
        liveBatchId: batch.id,
        status: "draft",
        criteriaSetId: batch.criteriaSetId,
        formVersion: batch.formVersion,
        copiedFromId: draft.copiedFromId,
        createdBy: viewer.accountId,
        createdAt: at.now,
        updatedAt: at.now,
        studioName: textAt(stored, "studio.name"),
        leadName: textAt(stored, "team.leadName"),
        unitName: textAt(stored, "unit.name"),
        ...identityKeys(stored),
        unmetCriteria: [],
      },
      select: { id: true },
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new RuleError("liveApplication");
    throw error;
  }
  await tx.applicationSection.createMany({
    data: FORM.sections.map((section) => ({
      applicationId: id,
      orgPath: viewer.orgPath,
      section: section.key,
      revision: 0,
      data: (draft.content[section.key] ?? {}) as never,
      updatedBy: viewer.accountId,
      updatedByName: viewer.accountName,
      updatedAt: new Date(),
    })),
  });
  await writeAudit(tx, viewer, {
    action: draft.copiedFromId ? "application.copy" : "application.create",
    entity: "application",
    entityId: id,
    orgPath: viewer.orgPath,
    detail: { batch: batch.code, ...(draft.copiedFromId ? { copiedFromId: draft.copiedFromId } : {}) },
  });
  return { id };
}

/** Removes a draft that was never submitted, with its attachments. False when it is not (any more) such a draft. */
export async function deleteDraft(tx: ScopedTx, viewer: Viewer, id: string): Promise<boolean> {
  const where = { id, status: "draft", round: 0, number: null, AND: inScope(viewer.scope) };
  const draft = await tx.application.findFirst({ where, select: { id: true, orgPath: true } });
  if (!draft) return false;
  await tx.attachment.deleteMany({ where: { applicationId: id, AND: inScope(viewer.scope) } });
  const removed = await tx.application.deleteMany({ where });
  if (removed.count !== 1) return false;
  await writeAudit(tx, viewer, { action: "application.delete", entity: "application", entityId: id, orgPath: draft.orgPath });
  return true;
}
