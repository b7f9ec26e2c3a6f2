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
import { identityKeys, type Taken, takenFrom, takenNames } from "./taken-names";
import type { ReadTx, WriteTx } from "./with-scope";
import { answered, type Ending } from "./write-transaction";

/** updatedByName: empty where whoever asks saved it, in another window or on another device */
export type SectionState = { revision: number; data: SectionContent; updatedByName: string; updatedAt: string };

type SectionRow = { section: string; revision: number; data: SectionContent; updatedByName: string; updatedAt: Date };

/** The rows of the working copy, as this account reads them. */
export function storedSections(applicationId: string, reader: string | null = null): Prisma.Sql {
  return Prisma.sql`SELECT section, revision, data, updated_at AS "updatedAt",
      CASE WHEN updated_by = ${reader}::uuid THEN '' ELSE updated_by_name END AS "updatedByName"
    FROM application_section WHERE application_id = ${applicationId}::uuid`;
}

/** Every section of the form, from the rows of storedSections(); a section without a row is empty at revision 0. */
export function sectionsFrom(found: readonly unknown[]): Record<string, SectionState> {
  const rows = found as SectionRow[];
  const sections: Record<string, SectionState> = {};
  for (const { key } of FORM.sections) {
    const row = rows.find((one) => one.section === key);
    sections[key] = {
      revision: row?.revision ?? 0,
      data: row?.data ?? {},
      updatedByName: row?.updatedByName ?? "",
      updatedAt: (row?.updatedAt ?? new Date(0)).toISOString(),
    };
  }
  return sections;
}

/** The working copy, every section of the form. */
export async function loadSections(tx: ReadTx, applicationId: string, reader?: string): Promise<Record<string, SectionState>> {
  return sectionsFrom(await tx.$queryRaw<unknown[]>(storedSections(applicationId, reader)));
}

/** The working copy as content after the storage rules. */
export function contentOf(sections: Record<string, SectionState>): FormContent {
  return storeContent(Object.fromEntries(Object.entries(sections).map(([key, section]) => [key, section.data])));
}

export type StandingReturn = {
  id: string;
  stage: string;
  actorOrgName: string;
  opinion: string | null;
  dueOn: string | null;
  decidedAt: Date;
  items: { id: string; seq: number; criterion: string | null; path: string | null; reason: string; answer: string | null }[];
};

/** The return that stands, with its items: the newest decision to return. */
export function standingReturn(applicationId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT d.id, d.stage, d.actor_org_name AS "actorOrgName", d.opinion, d.due_on AS "dueOn", d.decided_at AS "decidedAt",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'seq', i.seq, 'criterion', i.criterion, 'path', i.path, 'reason', i.reason,
         'answer', i.answer) ORDER BY i.seq), '[]') FROM return_item i WHERE i.decision_id = d.id) AS items
    FROM decision d WHERE d.application_id = ${applicationId}::uuid AND d.outcome = 'return' AND d.standing_key IS NOT NULL
    ORDER BY d.decided_at DESC LIMIT 1`;
}

/** Items of the return that stands. */
export async function standingReturnItems(tx: ReadTx, applicationId: string): Promise<StandingReturn | null> {
  return (await tx.$queryRaw<StandingReturn[]>(standingReturn(applicationId)))[0] ?? null;
}

export type SaveResult = { saved: true; revision: number; savedAt: string; taken: Taken } | { saved: false; current: SectionState };

type Held = { id: string; orgPath: string; status: string; batchId: string; criteriaSetId: string; wholeFormOpened: boolean };
const HELD = Prisma.sql`a.id, a.org_path AS "orgPath", a.status, a.batch_id AS "batchId", a.criteria_set_id AS "criteriaSetId",
  a.whole_form_opened AS "wholeFormOpened"`;

type SectionInput = { applicationId: string; section: string; revision: number; data: SectionContent; now: Date };

/**
 * Saves one section when the sender knew its newest revision; otherwise answers what stands there now, and nothing is
 * overwritten. What is typed is never refused; what is not unlocked is (sectionLocked, illegalMove).
 * Null: no such application in scope. Not audited: a keystroke is no decision; submissions carry the content.
 */
export async function saveSection(tx: WriteTx, viewer: Viewer, input: SectionInput): Promise<Ending<SaveResult | null>> {
  // a draft, which is what most saves meet, is written in the message that locks it
  const [held, ...early] = await tx.$together([holdApplication(viewer, input.applicationId, HELD), ...saved(viewer, input, "draft")]);
  const application = held?.[0] as Held | undefined;
  if (!application) return answered(null);
  if (application.status !== "draft") await requireReturned(tx, application, input.section);
  const [written, naming] = application.status === "draft" ? early : await tx.$together(saved(viewer, input, "returned"));
  const revision = written?.[0]?.["revision"] as number | undefined;
  if (revision === undefined) {
    const current = (await loadSections(tx, application.id, viewer.accountId))[input.section];
    if (!current) throw new RuleError("invalid");
    return answered({ saved: false, current });
  }
  const rows = (naming ?? []) as { section: string; data: SectionContent }[];
  return {
    last: [noteNames(application, storeContent(Object.fromEntries(rows.map((row) => [row.section, row.data]))))],
    answer: ([taken]) => ({ saved: true, revision, savedAt: input.now.toISOString(), taken: takenFrom(taken) }),
  };
}

/**
 * Writes the section over the revision that the sender knew while the application, which is locked, has this status, and answers the
 * new one; no row when another stands there. Values that nobody types are not part of what is sent; they stay as they stand.
 * Then, of the working copy, only what names studio, lead and unit.
 */
function saved(viewer: Viewer, input: SectionInput, status: "draft" | "returned"): Prisma.Sql[] {
  const standing = FORM.sections.find((one) => one.key === input.section)?.fields.filter((field) => field.readOnly) ?? [];
  return [
    Prisma.sql`
    UPDATE application_section s SET revision = revision + 1, updated_by = ${viewer.accountId}::uuid, updated_by_name = ${viewer.accountName},
      updated_at = ${input.now}, data = ${JSON.stringify(input.data)}::jsonb
        || (SELECT coalesce(jsonb_object_agg(key, coalesce(data -> key, 'null')), '{}') FROM unnest(${standing.map((field) => field.key)}::text[]) key)
    WHERE application_id = ${input.applicationId}::uuid AND section = ${input.section} AND revision = ${input.revision}::int
      AND org_path >= ${viewer.scope.lo} AND org_path < ${viewer.scope.hi}
      AND EXISTS (SELECT FROM application a WHERE a.id = ${input.applicationId}::uuid AND a.status = ${status}) RETURNING revision`,
    Prisma.sql`
    SELECT s.section, jsonb_object_agg(key, s.data -> key) AS data
    FROM application_section s JOIN (VALUES ('studio', 'name'), ('team', 'leadName'), ('team', 'leadMobile'), ('unit', 'name')) AS naming (section, key)
      ON naming.section = s.section
    WHERE s.application_id = ${input.applicationId}::uuid AND s.data ? key GROUP BY s.section`,
  ];
}

/** What lists show of a draft, written where it has changed; a submitted case keeps the words of its snapshot. Answers what is taken. */
function noteNames(application: Held, content: FormContent): Prisma.Sql {
  const keys = identityKeys(content);
  const taken = takenNames(keys, application.batchId, application.orgPath);
  if (application.status !== "draft") return taken;
  const names = ["studio.name", "team.leadName", "unit.name"].map((path) => textAt(content, path)) as [string, string, string];
  return Prisma.sql`
    WITH noted AS (
      UPDATE application SET studio_name = ${names[0]}, lead_name = ${names[1]}, unit_name = ${names[2]}, name_key = ${keys.nameKey}, lead_key = ${keys.leadKey}
      WHERE id = ${application.id}::uuid AND status = 'draft'
        AND (studio_name, lead_name, unit_name, name_key, lead_key) IS DISTINCT FROM (${names[0]}, ${names[1]}, ${names[2]}, ${keys.nameKey}, ${keys.leadKey}))
    ${taken}`;
}

/** Of a case that was submitted, only sections that its return unlocks are open. */
async function requireReturned(tx: ReadTx, application: Held, section: string): Promise<void> {
  if (application.status !== "returned") throw illegalMove(application.status);
  const set = await pinnedCriteriaSet(tx, application.criteriaSetId);
  const returned = await standingReturnItems(tx, application.id);
  if (!editableSections(application, set, returned?.items ?? []).includes(section)) throw new RuleError("sectionLocked");
}
