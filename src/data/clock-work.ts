import "server-only";
import { parentPathOf, subtreeOf } from "@/domain/org-path";
import { isDueOver } from "@/domain/return-rules";
import { type ApplicationStatus, moveFor } from "@/domain/review-stages";
import { RuleError } from "@/domain/rule-error";
import { parseRoute, stageUnionPath } from "@/domain/stage-union";
import { listCasesNeedingActing } from "./acting-cases";
import { applyMove, MOVE_SUBJECT } from "./apply-move";
import type { Moment } from "./decisions";
import { tellParent } from "./notices";
import { inScope, type ScopedTx, withScope } from "./with-scope";

/** Cases handled in one pass of one city; the rest waits for the next pass. */
const BATCH = 200;

/** True for the one process that may do this city's work until its transaction ends. */
async function holdsLock(tx: ScopedTx, name: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ held: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) AS held`;
  return rows[0]?.held === true;
}

/** Transition 7: every return of the city whose due date ended before today. Each in its own transaction; a case that moved meanwhile is left alone. */
export async function expireDueReturns(cityPath: string, at: Moment): Promise<number> {
  const scope = subtreeOf(cityPath);
  const due = await withScope(scope, (tx) =>
    tx.application.findMany({
      where: { status: "returned", dueOn: { lt: at.today }, AND: [inScope(scope)] },
      select: { id: true },
      orderBy: { id: "asc" },
      take: BATCH,
    }),
  );
  let expired = 0;
  for (const { id } of due) {
    try {
      expired += await withScope(scope, (tx) => expireOne(tx, id, cityPath, at));
    } catch (error) {
      if (!(error instanceof RuleError)) throw error; // the lead or a reviewer was first: theirs counts
    }
  }
  return expired;
}

async function expireOne(tx: ScopedTx, id: string, cityPath: string, at: Moment): Promise<number> {
  if (!(await holdsLock(tx, `expire ${cityPath} ${id}`))) return 0;
  const one = await tx.application.findUnique({ where: { id }, select: { ...MOVE_SUBJECT, dueOn: true } });
  if (!one || one.status !== "returned" || !isDueOver(one.dueOn, at.today)) return 0;
  const { dueOn, ...subject } = one;
  const target = moveFor({
    action: "expire",
    status: subject.status as ApplicationStatus,
    role: "system",
    relations: ["system"],
    route: parseRoute(subject.route),
    stageIndex: subject.stageIndex,
  });
  await applyMove(tx, null, subject, { target, at: at.now, detail: { dueOn } });
  return 1;
}

/** 需上级代审: tells the union above, once for each arrival of a case at a stage where nobody may decide it. */
export async function tellWaitingParents(cityPath: string, now: Date): Promise<number> {
  const scope = subtreeOf(cityPath);
  return withScope(scope, async (tx) => {
    if (!(await holdsLock(tx, `tell parents ${cityPath}`))) return 0;
    let told = 0;
    const parents = await tx.orgUnit.findMany({
      where: { kind: { in: ["city", "district", "zone", "industry"] }, AND: [inScope(scope)] },
      select: { orgPath: true },
    });
    for (const { orgPath } of parents) told += await tellParentOf(tx, orgPath, now);
    return told;
  });
}

async function tellParentOf(tx: ScopedTx, parentPath: string, now: Date): Promise<number> {
  const ids = await listCasesNeedingActing(tx, { orgPath: parentPath, scope: subtreeOf(parentPath) });
  let told = 0;
  for (const id of ids) {
    const one = await tx.application.findUnique({
      where: { id },
      select: { id: true, orgPath: true, number: true, studioName: true, route: true, stageIndex: true, round: true },
    });
    const route = parseRoute(one?.route);
    const stage = one?.stageIndex == null ? undefined : route[one.stageIndex];
    const union = one && one.stageIndex !== null ? stageUnionPath(one.orgPath, route, one.stageIndex) : null;
    if (!one || !stage || !union || parentPathOf(union) !== parentPath) continue;
    const isNew = await tellParent(tx, { ...one, stage, parentPath }, now);
    if (isNew) told += 1;
  }
  return told;
}
