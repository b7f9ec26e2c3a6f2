import "server-only";
import type { BatchRules } from "@/domain/batch-rules";
import type { CriteriaSet } from "@/domain/criteria-set";
import { readOnlyValues } from "@/domain/form-prefill";
import type { Viewer } from "@/domain/viewer";
import {
  BATCH_JSON,
  batchRules,
  organisationsAbove,
  pinnedCriteriaSet,
  prefillOf,
  type StudioSurroundings,
  surroundingsFrom,
} from "./application-context";
import { contentOf, type SectionState, sectionsFrom, standingReturn, type StandingReturn, storedSections } from "./application-sections";
import { filedAttachments, type FiledAttachment, filedFrom } from "./filing-attachments";
import { Prisma } from "./generated/client";
import { identityKeys, type Taken, takenFrom, takenNames } from "./taken-names";
import { readInScope, readTogether } from "./with-scope";

type FilingRow = {
  id: string;
  orgPath: string;
  status: string;
  version: number;
  number: string | null;
  dueOn: string | null;
  wholeFormOpened: boolean;
  batchId: string;
  criteriaSetId: string;
  batch: BatchRules & { title: string };
};

/** The working copy of an application with all that the form asks of its surroundings. */
export type FilingPage = {
  application: FilingRow;
  batch: BatchRules;
  set: CriteriaSet;
  around: StudioSurroundings;
  sections: Record<string, SectionState>;
  attachments: FiledAttachment[];
  /** only while the application is returned */
  returned: StandingReturn | null;
  taken: Taken;
};

/** In two messages to the database: the second asks for names that the first one read. "closed": nothing can be filled in now. Null: not in scope. */
export async function readFilingPage(viewer: Viewer, id: string, today: string): Promise<FilingPage | "closed" | null> {
  const { scope } = viewer;
  const [found, organisations, stored, files, returns] = await readTogether(scope, [
    Prisma.sql`SELECT a.id, a.org_path AS "orgPath", a.status, a.version, a.number, a.due_on AS "dueOn", a.whole_form_opened AS "wholeFormOpened",
        a.batch_id AS "batchId", a.criteria_set_id AS "criteriaSetId", ${BATCH_JSON} AS batch
      FROM application a JOIN batch b ON b.id = a.batch_id WHERE a.id = ${id}::uuid AND a.org_path >= ${scope.lo} AND a.org_path < ${scope.hi}`,
    organisationsAbove(Prisma.sql`(SELECT a.org_path FROM application a WHERE a.id = ${id}::uuid)`),
    storedSections(id, viewer.accountId),
    filedAttachments(id),
    standingReturn(id),
  ]);
  const application = found?.[0] as FilingRow | undefined;
  if (!application) return null;
  if (!["draft", "returned"].includes(application.status)) return "closed";
  const around = surroundingsFrom(organisations ?? [], application.orgPath);
  const sections = sectionsFrom(stored ?? []);
  const prefill = prefillOf(around, { name: viewer.accountName, mobile: viewer.mobile }, today);
  for (const [key, section] of Object.entries(sections)) section.data = { ...section.data, ...readOnlyValues(key, prefill) };
  const [taken] = await readTogether(scope, [takenNames(identityKeys(contentOf(sections)), application.batchId, application.orgPath)]);
  const { batch } = application;
  return {
    application,
    batch: batchRules({ ...batch, closesAt: new Date(batch.closesAt) }),
    // asks nothing of the database once the process knows the set
    set: await readInScope(scope, (tx) => pinnedCriteriaSet(tx, application.criteriaSetId)),
    around,
    sections,
    attachments: filedFrom(files ?? []),
    returned: application.status === "returned" ? ((returns?.[0] as StandingReturn | undefined) ?? null) : null,
    taken: takenFrom(taken),
  };
}
