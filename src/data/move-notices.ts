import "server-only";
import { randomUUID } from "node:crypto";
import { MOVE_NOTICES, type NoticeRecipient } from "@/domain/notice-kinds";
import { parentPathOf } from "@/domain/org-path";
import { isInReview, type Stage } from "@/domain/review-stages";
import { parseRoute, stageUnionPath } from "@/domain/stage-union";
import type { MoveSubject } from "./apply-move";
import { Prisma } from "./generated/client";
import type { MoveRequest } from "./move-statements";
import type { NoticeParams } from "./notices";

type Row = { id: string; recipient_path: string; kind: string; params: Omit<NoticeParams, "number"> };

/**
 * The notices of a move (MOVE_NOTICES), one row per recipient: one statement or none. The rows lie at the studio's path, as the
 * application does, and bear the number that it has by then.
 */
export function moveNotices(subject: MoveSubject, move: MoveRequest): Prisma.Sql[] {
  const rules = MOVE_NOTICES[move.target.action] ?? [];
  const route = parseRoute(move.set?.route ?? subject.route);
  const finished = move.target.action === "approve" && move.target.status === "approved";
  const rows: Row[] = [];
  const told = new Set<string>();
  for (const rule of rules) {
    for (const recipientPath of recipients(rule.to, subject, move, route)) {
      if (told.has(`${rule.kind} ${recipientPath}`)) continue;
      told.add(`${rule.kind} ${recipientPath}`);
      rows.push({
        id: randomUUID(),
        recipient_path: recipientPath,
        kind: finished && rule.kind === "approvedByStage" ? "approvedFinally" : rule.kind,
        params: {
          studio: move.set?.studioName ?? subject.studioName,
          stage: move.target.stage,
          dueOn: typeof move.detail?.["dueOn"] === "string" ? move.detail["dueOn"] : null,
          proposal: move.target.action.endsWith("Void") ? "void" : "reject",
        },
      });
    }
  }
  if (rows.length === 0) return [];
  return [
    Prisma.sql`
      INSERT INTO notice (id, org_path, application_id, recipient_path, kind, params, created_at)
      SELECT n.id, a.org_path, a.id, n.recipient_path, n.kind, n.params || jsonb_build_object('number', coalesce(a.number, '')), ${move.at}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n (id uuid, recipient_path text, kind text, params jsonb), application a
      WHERE a.id = ${subject.id}::uuid`,
  ];
}

function recipients(to: NoticeRecipient, subject: MoveSubject, move: MoveRequest, route: Stage[]): string[] {
  const unions = route.map((_, index) => stageUnionPath(subject.orgPath, route, index));
  const actingIndex = move.target.stage ? route.indexOf(move.target.stage) : (subject.stageIndex ?? 0);
  const after = isInReview(move.target.status) ? move.target.stageIndex : null;
  const paths: Record<NoticeRecipient, (string | null | undefined)[]> = {
    studio: [subject.orgPath],
    stage: after === null ? [] : [unions[after]],
    lower: unions.slice(0, subject.status.startsWith("draft") ? 0 : move.target.action === "confirmVoid" ? unions.length - 1 : actingIndex),
    union: [unions[actingIndex]],
    parent: [unions[actingIndex] ? parentPathOf(unions[actingIndex]) : null],
    city: [subject.cityPath],
  };
  return paths[to].filter((path): path is string => typeof path === "string");
}
