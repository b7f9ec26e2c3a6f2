import "server-only";
import { BATCH_FIELDS, batchRules, pinnedCriteriaSet, studioSurroundings } from "@/data/application-context";
import { contentOf, loadSections, standingReturnItems } from "@/data/application-sections";
import { listFiledAttachments } from "@/data/filing-attachments";
import { findTaken, identityKeys } from "@/data/taken-names";
import { inScope, withScope } from "@/data/with-scope";
import { editableSections } from "@/domain/unlocked-sections";
import type { Viewer } from "@/domain/viewer";
import { can } from "@/domain/permissions";
import { businessToday } from "@/server/business-clock";
import type { FillProps } from "./fill/fill-props";

/** Everything the form needs, or null: not in scope, or nothing of it can be filled in now. */
export function loadFillProps(viewer: Viewer, id: string): Promise<FillProps | null> {
  return withScope(viewer.scope, async (tx) => {
    const application = await tx.application.findFirst({ where: { id, AND: inScope(viewer.scope) }, include: { batch: { select: BATCH_FIELDS } } });
    if (!application || !["draft", "returned"].includes(application.status)) return null;
    const set = await pinnedCriteriaSet(tx, application.criteriaSetId);
    const around = await studioSurroundings(tx, application.orgPath);
    const sections = await loadSections(tx, application.id);
    const returned = application.status === "returned" ? await standingReturnItems(tx, application.id) : null;
    return {
      account: { id: viewer.accountId, name: viewer.accountName },
      application: {
        id: application.id,
        status: application.status,
        version: application.version,
        number: application.number,
        dueOn: application.dueOn,
        wholeFormOpened: application.wholeFormOpened,
        batchTitle: application.batch.title,
        closesAt: application.batch.closesAt.toISOString(),
      },
      batch: batchRules(application.batch),
      set,
      sections,
      attachments: (await listFiledAttachments(tx, application.id)).map(({ sha256: _sha, ...file }) => file),
      taken: await findTaken(tx, identityKeys(contentOf(sections)), application.batchId, application.orgPath),
      today: businessToday(),
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
  });
}
