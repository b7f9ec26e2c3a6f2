import "server-only";
import type { AttachmentKind } from "@/domain/form-content";
import { type Stage } from "@/domain/review-stages";
import type { Viewer } from "@/domain/viewer";
import { pinnedCriteriaSet } from "./application-context";
import { CASE_COLUMNS, caseOf, type CaseRow, type SnapshotRow } from "./case-row";
import { Prisma } from "./generated/client";
import { type ReviewCase, reviewCase } from "./review-case";
import { type EarlierDecision, earlierDecisions, EARLIER_JSON, type EarlierVersion, earlierVersion } from "./review-history";
import { type TimelineEntry, timelineOf, TRAIL_COLUMNS, type TrailRow } from "./timeline";
import type { ReadTx } from "./with-scope";

export type SlotFile = { id: string; slot: string; fileName: string; kind: AttachmentKind; stage: string | null };

export type ReviewPage = {
  one: ReviewCase;
  timeline: TimelineEntry[];
  earlier: EarlierDecision[];
  before: EarlierVersion | null;
  /** files of the reviewing unions */
  slotFiles: SlotFile[];
  /** how often the stage that holds the case has returned it; taken-back returns cannot exist */
  returnsUsed: number;
  /** names of the city's regions, and of the recommending union where the viewer may see it, by code */
  regions: Record<string, string>;
  orgs: Record<string, string>;
  /** numbers that were computed of the newest version */
  derived: Record<string, string | number>;
  /** notices about the case that nobody of the viewer's organisation has read */
  unread: boolean;
  /** the present stage has opened the newest version */
  opened: boolean;
};

type PageRow = CaseRow &
  TrailRow & {
    before: SnapshotRow | null;
    slotFiles: (SlotFile & { stage: Stage | null })[];
    regions: { code: string; name: string }[] | null;
    recommender: { code: string; name: string } | null;
    derived: Record<string, string | number>;
    unread: boolean;
  };

const SLOT_FILES = Prisma.sql`(SELECT coalesce(json_agg(json_build_object('id', f.id, 'slot', f.slot, 'fileName', f.file_name, 'kind', f.kind,
    'stage', f.stage) ORDER BY f.slot, f.position, f.id), '[]')
  FROM attachment f WHERE f.application_id = a.id AND f.slot LIKE 'stage.%' AND f.removed_at IS NULL)`;

/** Everything that the review page shows of a case, in one statement: of one moment. Null: unknown, out of scope, or never submitted. */
export async function readReviewPage(tx: ReadTx, viewer: Viewer, id: string): Promise<ReviewPage | null> {
  const [row] = await tx.$queryRaw<PageRow[]>`
    SELECT ${CASE_COLUMNS}, ${TRAIL_COLUMNS}, ${EARLIER_JSON} AS before, ${SLOT_FILES} AS "slotFiles", s.derived,
      (SELECT o.regions FROM org_unit o WHERE o.org_path = ${viewer.cityPath}) AS regions,
      (SELECT json_build_object('code', o.code, 'name', o.name) FROM org_unit o
        WHERE o.city_path = ${viewer.cityPath} AND o.code = s.content #>> '{unit,recommender}') AS recommender,
      EXISTS (SELECT 1 FROM notice n WHERE n.application_id = a.id AND n.org_path = a.org_path AND n.recipient_path = ${viewer.orgPath}
        AND n.read_at IS NULL) AS unread
    FROM ${caseOf(viewer, id)}`;
  if (!row) return null;
  const { decisions, recommender } = row;
  return {
    one: reviewCase(viewer, row, await pinnedCriteriaSet(tx, row.criteriaSetId)),
    timeline: timelineOf(viewer, row),
    earlier: earlierDecisions(viewer, decisions),
    before: earlierVersion(row.before, decisions),
    slotFiles: row.slotFiles,
    returnsUsed: decisions.filter((one) => one.stageIndex === row.stageIndex && one.outcome === "return").length,
    regions: Object.fromEntries((row.regions ?? []).map(({ code, name }) => [code, name])),
    orgs: recommender ? { [recommender.code]: recommender.name } : {},
    derived: row.derived,
    unread: row.unread,
    opened: row.openings > 0,
  };
}
