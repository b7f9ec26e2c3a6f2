import "server-only";
import { RuleError } from "@/domain/rule-error";
import { FORM } from "@/domain/application-form";
import { type FormContent, type SectionContent } from "@/domain/form-content";
import { textAt } from "@/domain/form-context";
import { illegalMove } from "@/domain/review-stages";
import { storeContent } from "@/domain/storage-rules";
import { editableSections } from "@/domain/unlocked-sections";
import type { Viewer } from "@/domain/viewer";
import { pinnedCriteriaSet } from "./application-context";
import { findTaken, identityKeys, type Taken } from "./taken-names";
import { inScope, type ScopedTx } from "./with-scope";

export type SectionState = { revision: number; data: SectionContent; updatedByName: string; updatedAt: string };

/** The working copy, every section of the form; a section without a row is empty at revision 0. */
export async function loadSections(tx: ScopedTx, applicationId: string): Promise<Record<string, SectionState>> {
  const rows = await tx.applicationSection.findMany({
    where: { applicationId },
    select: { section: true, revision: true, data: true, updatedByName: true, updatedAt: true },
  });
  const sections: Record<string, SectionState> = {};
  for (const { key } of FORM.sections) {
    const row = rows.find((one) => one.section === key);
    sections[key] = {
      revision: row?.revision ?? 0,
      data: (row?.data ?? {}) as SectionContent,
      updatedByName: row?.updatedByName ?? "",
      updatedAt: (row?.updatedAt ?? new Date(0)).toISOString(),
    };
  }
  return sections;
}

/** The working copy as content after the storage rules. */
export function contentOf(sections: Record<string, SectionState>): FormContent {
  return storeContent(Object.fromEntries(Object.entries(sections).map(([key, section]) => [key, section.data])));
}

/** Items of the return that stands: those of the newest decision to return. */
export async function standingReturnItems(tx: ScopedTx, applicationId: string) {
  const decision = await tx.decision.findFirst({
    where: { applicationId, outcome: "return", standingKey: { not: null } },
    orderBy: { decidedAt: "desc" },
    select: {
      id: true,
      stage: true,
      actorOrgName: true,
      opinion: true,
      dueOn: true,
      decidedAt: true,
      items: { orderBy: { seq: "asc" }, select: { id: true, seq: true, criterion: true, path: true, reason: true, answer: true } },
    },
  });
  return decision;
}

export type SaveResult = { saved: true; revision: number; savedAt: string; taken: Taken } | { saved: false; current: SectionState };

/**
 * Saves one section when the sender knew its newest revision; otherwise answers what stands there now, and nothing is
 * overwritten. What is typed is never refused; what is not unlocked is (sectionLocked, illegalMove).
 * Null: no such application in scope. Not audited: a keystroke is no decision; submissions carry the content.
 */
export async function saveSection(
  tx: ScopedTx,
  viewer: Viewer,
  input: { applicationId: string; section: string; revision: number; data: SectionContent; now: Date },
): Promise<SaveResult | null> {
  // the row lock orders saves and submission: what a snapshot holds is what stood there, whole
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM application WHERE id = ${input.applicationId}::uuid AND org_path >= ${viewer.scope.lo} AND org_path < ${viewer.scope.hi} FOR UPDATE`;
  if (!locked[0]) return null;
  const application = await tx.application.findFirstOrThrow({
    where: { id: input.applicationId, AND: inScope(viewer.scope) },
    select: { id: true, orgPath: true, status: true, batchId: true, criteriaSetId: true, wholeFormOpened: true },
  });
  await requireEditable(tx, application, input.section);

  const data = { ...input.data, ...(await standingReadOnly(tx, application.id, input.section)) };
  const by = { updatedBy: viewer.accountId, updatedByName: viewer.accountName, updatedAt: input.now };
  const written = await tx.applicationSection.updateMany({
    where: { applicationId: application.id, section: input.section, revision: input.revision },
    data: { revision: input.revision + 1, data: data as never, ...by },
  });
  if (written.count === 0) {
    const current = (await loadSections(tx, application.id))[input.section];
    if (!current) throw new RuleError("invalid");
    return { saved: false, current };
  }
  const content = contentOf(await loadSections(tx, application.id));
  if (application.status === "draft") await copyToList(tx, application.id, content);
  const taken = await findTaken(tx, identityKeys(content), application.batchId, application.orgPath);
  return { saved: true, revision: input.revision + 1, savedAt: input.now.toISOString(), taken };
}

/** Values that nobody types are not part of what is sent; they stay as they stand. */
async function standingReadOnly(tx: ScopedTx, applicationId: string, section: string): Promise<SectionContent> {
  const keys = FORM.sections.find((one) => one.key === section)?.fields.filter((field) => field.readOnly) ?? [];
  if (keys.length === 0) return {};
  const row = await tx.applicationSection.findFirst({ where: { applicationId, section }, select: { data: true } });
  const standing = (row?.data ?? {}) as SectionContent;
  return Object.fromEntries(keys.map((field) => [field.key, standing[field.key] ?? null]));
}

async function requireEditable(
  tx: ScopedTx,
  application: { id: string; status: string; wholeFormOpened: boolean; criteriaSetId: string },
  section: string,
): Promise<void> {
  if (application.status === "draft") return;
  if (application.status !== "returned") throw illegalMove(application.status);
  const set = await pinnedCriteriaSet(tx, application.criteriaSetId);
  const returned = await standingReturnItems(tx, application.id);
  if (!editableSections(application, set, returned?.items ?? []).includes(section)) throw new RuleError("sectionLocked");
}

/** What lists show of a draft. A submitted case keeps the words of its snapshot until the next one. */
async function copyToList(tx: ScopedTx, applicationId: string, content: FormContent): Promise<void> {
  await tx.application.updateMany({
    where: { id: applicationId, status: "draft" },
    data: {
      studioName: textAt(content, "studio.name"),
      leadName: textAt(content, "team.leadName"),
      unitName: textAt(content, "unit.name"),
      ...identityKeys(content),
    },
  });
}
