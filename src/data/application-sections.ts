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
import { Prisma } from "./generated/client";
import { holdApplication } from "./held-application";
import { findTaken, identityKeys, type Taken } from "./taken-names";
import type { ScopedTx } from "./with-scope";

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
export async function saveSection(tx: ScopedTx, viewer: Viewer, input: SectionInput): Promise<SaveResult | null> {
  const application = await holdApplication<Held>(tx, viewer, input.applicationId, HELD);
  if (!application) return null;
  await requireEditable(tx, application, input.section);
  const revision = await writeSection(tx, viewer, input);
  if (revision === null) {
    const current = (await loadSections(tx, application.id))[input.section];
    if (!current) throw new RuleError("invalid");
    return { saved: false, current };
  }
  const taken = await noteNames(tx, application, await namingContent(tx, application.id));
  return { saved: true, revision, savedAt: input.now.toISOString(), taken };
}

type Held = { id: string; orgPath: string; status: string; batchId: string; criteriaSetId: string; wholeFormOpened: boolean };
const HELD = Prisma.sql`a.id, a.org_path AS "orgPath", a.status, a.batch_id AS "batchId", a.criteria_set_id AS "criteriaSetId",
  a.whole_form_opened AS "wholeFormOpened"`;

type SectionInput = { applicationId: string; section: string; revision: number; data: SectionContent; now: Date };

/**
 * Writes the section over the revision that the sender knew and answers the new one; null when another stands there. Values that
 * nobody types are not part of what is sent; they stay as they stand.
 */
async function writeSection(tx: ScopedTx, viewer: Viewer, input: SectionInput): Promise<number | null> {
  const standing = FORM.sections.find((one) => one.key === input.section)?.fields.filter((field) => field.readOnly) ?? [];
  const rows = await tx.$queryRaw<{ revision: number }[]>`
    UPDATE application_section SET revision = revision + 1, updated_by = ${viewer.accountId}::uuid, updated_by_name = ${viewer.accountName},
      updated_at = ${input.now}, data = ${JSON.stringify(input.data)}::jsonb
        || (SELECT coalesce(jsonb_object_agg(key, coalesce(data -> key, 'null')), '{}') FROM unnest(${standing.map((field) => field.key)}::text[]) key)
    WHERE application_id = ${input.applicationId}::uuid AND section = ${input.section} AND revision = ${input.revision}::int RETURNING revision`;
  return rows[0]?.revision ?? null;
}

/** Of the working copy only what names studio, lead and unit, after the storage rules. */
async function namingContent(tx: ScopedTx, applicationId: string): Promise<FormContent> {
  const rows = await tx.$queryRaw<{ section: string; data: SectionContent }[]>`
    SELECT s.section, jsonb_object_agg(key, s.data -> key) AS data
    FROM application_section s JOIN (VALUES ('studio', 'name'), ('team', 'leadName'), ('team', 'leadMobile'), ('unit', 'name')) AS naming (section, key)
      ON naming.section = s.section
    WHERE s.application_id = ${applicationId}::uuid AND s.data ? key GROUP BY s.section`;
  return storeContent(Object.fromEntries(rows.map((row) => [row.section, row.data])));
}

/** What lists show of a draft, written where it has changed; a submitted case keeps the words of its snapshot. Answers what is taken. */
async function noteNames(tx: ScopedTx, application: Held, content: FormContent): Promise<Taken> {
  const keys = identityKeys(content);
  if (application.status !== "draft") return findTaken(tx, keys, application.batchId, application.orgPath);
  const names = ["studio.name", "team.leadName", "unit.name"].map((path) => textAt(content, path)) as [string, string, string];
  const [taken] = await tx.$queryRaw<Taken[]>`
    WITH noted AS (
      UPDATE application SET studio_name = ${names[0]}, lead_name = ${names[1]}, unit_name = ${names[2]}, name_key = ${keys.nameKey}, lead_key = ${keys.leadKey}
      WHERE id = ${application.id}::uuid AND status = 'draft'
        AND (studio_name, lead_name, unit_name, name_key, lead_key) IS DISTINCT FROM (${names[0]}, ${names[1]}, ${names[2]}, ${keys.nameKey}, ${keys.leadKey}))
    SELECT taken_name(${keys.nameKey}, ${application.orgPath}) AS name, taken_lead(${application.batchId}::uuid, ${keys.leadKey}, ${application.orgPath}) AS lead`;
  return { name: taken?.name ?? null, lead: taken?.lead ?? null };
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
