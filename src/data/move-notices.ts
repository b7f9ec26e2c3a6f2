import "server-only";
import { randomUUID } from "node:crypto";
import { MOVE_NOTICES, type NoticeRecipient } from "@/domain/notice-kinds";
import { parentPathOf } from "@/domain/org-path";
import { isInReview, type Stage } from "@/domain/review-stages";
import { parseRoute, stageUnionPath } from "@/domain/stage-union";
import type { MoveRequest, MoveSubject } from "./apply-move";
import type { Prisma } from "./generated/client";
import type { ScopedTx } from "./with-scope";

/** Writes the notices of a move (MOVE_NOTICES), one row per recipient. The rows lie at the studio's path, as the application does. */
export async function writeMoveNotices(tx: ScopedTx, subject: MoveSubject, move: MoveRequest): Promise<void> {
  const rules = MOVE_NOTICES[move.target.action] ?? [];
  const route = parseRoute(move.set?.route ?? subject.route);
  const number = typeof move.set?.number === "string" ? move.set.number : subject.number;
  const finished = move.target.action === "approve" && move.target.status === "approved";
  const rows: Prisma.NoticeCreateManyInput[] = [];
  const told = new Set<string>();
  for (const rule of rules) {
    for (const recipientPath of recipients(rule.to, subject, move, route)) {
      if (told.has(`${rule.kind} ${recipientPath}`)) continue;
      told.add(`${rule.kind} ${recipientPath}`);
      rows.push({
        id: randomUUID(),
        orgPath: subject.orgPath,
        applicationId: subject.id,
        recipientPath,
        kind: finished && rule.kind === "approvedByStage" ? "approvedFinally" : rule.kind,
        params: {
          number: number ?? "",
          studio: typeof move.set?.studioName === "string" ? move.set.studioName : subject.studioName,
          stage: move.target.stage,
          dueOn: typeof move.detail?.["dueOn"] === "string" ? move.detail["dueOn"] : null,
          proposal: move.target.action.endsWith("Void") ? "void" : "reject",
        },
        createdAt: move.at,
      });
    }
  }
  if (rows.length > 0) await tx.notice.createMany({ data: rows });
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
