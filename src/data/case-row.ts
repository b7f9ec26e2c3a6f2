import "server-only";
import type { BatchRules } from "@/domain/batch-rules";
import type { Viewer } from "@/domain/viewer";
import { BATCH_JSON } from "./application-context";
import type { MoveSubject } from "./apply-move";
import { Prisma } from "./generated/client";
import type { OpenProposal, Snapshot } from "./review-case";
import { type Holder, HOLDERS_ABOVE, STUDIO_ACCOUNTS } from "./stage-people";

/** A version as it was submitted, as JSON of a statement. */
export type SnapshotRow = Omit<Snapshot, "submittedAt" | "answers"> & { submittedAt: string; answers: Snapshot["answers"] | null };

/** The same of the alias s. JSON and not JSONB: it is passed on as it is stored. */
export const SNAPSHOT_JSON = Prisma.sql`json_build_object('id', s.id, 'round', s.round, 'content', s.content, 'attachments', s.attachments,
  'evaluation', s.verdicts, 'sha256', s.sha256, 'submittedAt', s.submitted_at, 'answers', s.answers)`;

/** What the rules of a review ask of an application, in one row. */
export type CaseRow = MoveSubject & {
  dueOn: string | null;
  reopenedCount: number;
  createdBy: string;
  leadName: string;
  unitName: string;
  stageSince: Date | null;
  firstSubmittedAt: Date | null;
  criteriaSetId: string;
  batch: BatchRules & { title: string };
  newest: SnapshotRow;
  proposal: ProposalRow | null;
  accounts: string[];
  standing: { actorId: string; actorOrgPath: string; standingKey: string; outcome: string }[];
  openings: number;
  holders: Holder[];
};

/** As JSON. */
type ProposalRow = Omit<OpenProposal, "proposedAt"> & { proposedAt: string };

const PROPOSAL = Prisma.sql`(SELECT json_build_object('id', p.id, 'kind', p.kind, 'reason', p.reason, 'verdicts', p.verdicts, 'stage', p.stage,
    'stageIndex', p.stage_index, 'submissionId', p.submission_id, 'proposedBy', p.proposed_by, 'proposedByName', p.proposed_by_name,
    'proposedOrgName', p.proposed_org_name, 'proposedOrgPath', p.proposed_org_path, 'proposedRole', p.proposed_role, 'proposedAt', p.proposed_at)
  FROM proposal p WHERE p.application_id = a.id AND p.pending_key IS NOT NULL LIMIT 1)`;

const STANDING = Prisma.sql`(SELECT coalesce(json_agg(json_build_object('actorId', d.actor_id, 'actorOrgPath', d.actor_org_path,
    'standingKey', d.standing_key, 'outcome', d.outcome)), '[]') FROM decision d WHERE d.application_id = a.id AND d.standing_key IS NOT NULL)`;

/** The columns of caseOf. */
export const CASE_COLUMNS = Prisma.sql`a.id, a.org_path AS "orgPath", a.city_path AS "cityPath", a.batch_id AS "batchId", a.number, a.status, a.version,
  a.route, a.stage_index AS "stageIndex", a.round, a.whole_form_opened AS "wholeFormOpened", a.studio_name AS "studioName", a.due_on AS "dueOn",
  a.reopened_count AS "reopenedCount", a.created_by AS "createdBy", a.lead_name AS "leadName", a.unit_name AS "unitName",
  a.stage_since AS "stageSince", a.first_submitted_at AS "firstSubmittedAt", a.criteria_set_id AS "criteriaSetId",
  ${BATCH_JSON} AS batch, ${SNAPSHOT_JSON} AS newest, ${PROPOSAL} AS proposal, ${STUDIO_ACCOUNTS} AS accounts, ${STANDING} AS standing,
  (SELECT count(*) FROM stage_opening o WHERE o.application_id = a.id AND o.round = a.round AND o.stage_index = a.stage_index)::int AS openings,
  ${HOLDERS_ABOVE} AS holders`;

/** An application a in the viewer's scope that was submitted, its batch b and its newest version s. */
export function caseOf(viewer: Viewer, id: string): Prisma.Sql {
  return Prisma.sql`application a JOIN batch b ON b.id = a.batch_id
    JOIN LATERAL (SELECT * FROM submission s WHERE s.application_id = a.id ORDER BY s.round DESC LIMIT 1) s ON true
    WHERE a.id = ${id}::uuid AND a.org_path >= ${viewer.scope.lo} AND a.org_path < ${viewer.scope.hi} AND a.round > 0`;
}
