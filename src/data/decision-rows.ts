import "server-only";
import type { ReviewVerdicts } from "@/domain/verdict-kinds";
import { Prisma } from "./generated/client";

export type ReturnItemRow = {
  id: string;
  seq: number;
  criterion: string | null;
  path: string | null;
  reason: string;
  answer: string | null;
};
export type DecisionRow = {
  id: string;
  round: number;
  stage: string;
  stageIndex: number;
  outcome: string;
  standingKey: string | null;
  actorName: string;
  actorOrgName: string;
  opinion: string | null;
  verdicts: ReviewVerdicts;
  decidedAt: string;
  takenBackAt: string | null;
  lapsedAt: string | null;
  items: ReturnItemRow[];
};

/** Every decision on the application a with its items, oldest first, as one JSON value of a statement. */
export const DECISIONS_JSON = Prisma.sql`(SELECT coalesce(json_agg(json_build_object('id', d.id, 'round', d.round, 'stage', d.stage,
    'stageIndex', d.stage_index, 'outcome', d.outcome, 'standingKey', d.standing_key, 'actorName', d.actor_name, 'actorOrgName', d.actor_org_name,
    'opinion', d.opinion, 'verdicts', d.verdicts, 'decidedAt', d.decided_at, 'takenBackAt', d.taken_back_at, 'lapsedAt', d.lapsed_at,
    'items', (SELECT coalesce(json_agg(json_build_object('id', i.id, 'seq', i.seq, 'criterion', i.criterion, 'path', i.path, 'reason', i.reason,
      'answer', i.answer) ORDER BY i.seq), '[]') FROM return_item i WHERE i.decision_id = d.id)) ORDER BY d.decided_at), '[]')
  FROM decision d WHERE d.application_id = a.id AND d.org_path = a.org_path)`;
