import "server-only";
import { BATCH_FIELDS, pinnedCriteriaSet, studioSurroundings } from "@/data/application-context";
import { contentOf, loadSections } from "@/data/application-sections";
import { listOpenBatches, listOwnApplications } from "@/data/applications";
import { listFieldNames } from "@/data/field-names";
import { listFiledAttachments } from "@/data/filing-attachments";
import { readFilingPage } from "@/data/filing-page";
import { filingContext } from "@/data/submissions";
import { listTimeline } from "@/data/timeline";
import { inScope, withScope } from "@/data/with-scope";
import { derivedNumbers } from "@/domain/derived-numbers";
import type { Evaluation } from "@/domain/evaluate-criteria";
import type { FieldNames } from "@/domain/field-text";
import type { AttachmentRef, FormContent } from "@/domain/form-content";
import { textAt } from "@/domain/form-context";
import type { Locale } from "@/domain/locale";
import { setInLanguage } from "@/domain/set-in-language";
import { parseRoute } from "@/domain/stage-union";
import { editableSections } from "@/domain/unlocked-sections";
import type { Viewer } from "@/domain/viewer";
import { can } from "@/domain/permissions";
import { businessNow, businessToday } from "@/server/business-clock";
import type { FillProps } from "./fill/fill-props";

/** Everything the form needs. "closed": nothing of it can be filled in now. Null: not in scope. */
export async function loadFillProps(viewer: Viewer, id: string, locale: Locale): Promise<FillProps | "closed" | null> {
  const today = businessToday();
  const page = await readFilingPage(viewer, id, today);
  if (page === null || page === "closed") return page;
  const { application, batch, set, around, returned } = page;
  const { status, version, number, dueOn, wholeFormOpened } = application;
  return {
    account: { id: viewer.accountId, name: viewer.accountName },
    application: { id, status, version, number, dueOn, wholeFormOpened, batchTitle: application.batch.title, closesAt: batch.closesAt },
    batch,
    set: setInLanguage(set, locale),
    sections: page.sections,
    attachments: page.attachments.map(({ sha256: _sha, ...file }) => file),
    taken: page.taken,
    today,
    regions: around.city.regions,
    recommenders: [{ code: around.parent.code, kind: around.parent.kind, name: around.parent.name }],
    unlocked: editableSections(application, set, returned?.items ?? []),
    returned: returned && {
      stage: returned.stage,
      orgName: returned.actorOrgName,
      opinion: returned.opinion,
      items: returned.items.map(({ id: itemId, criterion, path, reason, answer }) => ({ id: itemId, criterion, path, reason, answer })),
    },
    maySubmit: can(viewer.role, "application.submit"),
  };
}

/** The studio's applications for 我的申报. */
export function loadOwnApplications(viewer: Viewer) {
  return withScope(viewer.scope, (tx) => listOwnApplications(tx, viewer));
}

/** Open batches, each with the application of this studio that stands in its way, if there is one. */
export function loadOpenBatches(viewer: Viewer) {
  return withScope(viewer.scope, async (tx) => {
    const batches = await listOpenBatches(tx, viewer, businessNow());
    const live = await tx.application.findMany({
      where: { orgPath: viewer.orgPath, liveBatchId: { in: batches.map((batch) => batch.id) } },
      select: { id: true, liveBatchId: true, studioName: true, status: true },
    });
    return batches.map((batch) => ({ batch, live: live.find((one) => one.liveBatchId === batch.id) ?? null }));
  });
}

/** One application for reading: the newest snapshot, or the working copy of a draft that has none. Null: not in scope. */
export function loadReading(viewer: Viewer, id: string, locale: Locale) {
  return withScope(viewer.scope, async (tx) => {
    const application = await tx.application.findFirst({
      where: { id, AND: inScope(viewer.scope) },
      include: { batch: { select: BATCH_FIELDS } },
    });
    if (!application) return null;
    // a union must not read what was never submitted to it
    if (application.round === 0 && viewer.orgKind !== "studio") return null;
    const set = await pinnedCriteriaSet(tx, application.criteriaSetId);
    const around = await studioSurroundings(tx, application.orgPath);
    const snapshot =
      application.round > 0 && application.status !== "draft"
        ? await tx.submission.findFirst({ where: { applicationId: id }, orderBy: { round: "desc" } })
        : null;
    const content = snapshot ? (snapshot.content as FormContent) : contentOf(await loadSections(tx, id));
    const attachments = snapshot ? (snapshot.attachments as unknown as AttachmentRef[]) : await listFiledAttachments(tx, id);
    const draft = snapshot ? null : await filingContext(tx, application, application.batch, around, content, businessToday());
    const pending = await tx.proposal.findFirst({ where: { applicationId: id, pendingKey: { not: null } }, select: { kind: true } });
    return {
      application,
      set,
      route: parseRoute(application.route),
      filing: { content, attachments },
      names: { locale, ...(await listFieldNames(tx, viewer.cityPath, [textAt(content, "unit.recommender")])) } satisfies FieldNames,
      timeline: await listTimeline(tx, viewer, id),
      derived: (snapshot?.derived ?? (draft && derivedNumbers(draft)) ?? {}) as Record<string, string | number>,
      verdicts: (snapshot?.verdicts ?? null) as Evaluation | null,
      pending: (pending?.kind ?? null) as "reject" | "void" | null,
      decided: (await tx.decision.count({ where: { applicationId: id } })) > 0,
      batches: (await listOpenBatches(tx, viewer, businessNow())).map((batch) => ({ id: batch.id, title: batch.title })),
    };
  });
}
