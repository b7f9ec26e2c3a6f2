import "server-only";
import { randomUUID } from "node:crypto";
import type { NoticeKind } from "@/domain/notice-kinds";
import type { Viewer } from "@/domain/viewer";
import { encodePlace, type Place } from "@/lib/keyset";
import { constant } from "./constant";
import { Prisma } from "./generated/client";
import { inScope, type ReadTx, type ScopedTx } from "./with-scope";

export const NOTICE_PAGE = 30;

/** What the sentence of a notice is filled in with: every writer gives all of it, null where the kind of notice says nothing of it. */
export type NoticeParams = { number: string; studio: string; stage: string | null; dueOn: string | null; proposal: "reject" | "void" };

export type NoticeRow = {
  id: string;
  applicationId: string;
  kind: NoticeKind;
  createdAt: Date;
  readAt: Date | null;
  params: NoticeParams;
};

/** Notices to the viewer's organisation, newest first. */
export async function listNotices(
  tx: ScopedTx,
  viewer: Viewer,
  filter: { unreadOnly: boolean; after: Place | null },
): Promise<{ rows: NoticeRow[]; next: string | null }> {
  const { after } = filter;
  const found = await tx.notice.findMany({
    where: {
      AND: [
        inScope(viewer.scope),
        { recipientPath: viewer.orgPath, ...(filter.unreadOnly ? { readAt: null } : {}) },
        after ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] } : {},
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: NOTICE_PAGE + 1,
    select: { id: true, applicationId: true, kind: true, params: true, createdAt: true, readAt: true },
  });
  const rows = found.slice(0, NOTICE_PAGE);
  const last = rows.at(-1);
  return {
    rows: rows as unknown as NoticeRow[],
    next: found.length > NOTICE_PAGE && last ? encodePlace({ at: last.createdAt, id: last.id }) : null,
  };
}

/** Unread notices to the viewer's organisation, as a scalar of a statement: at most one more than the cap. */
export function unreadCount(viewer: Viewer, cap: number): Prisma.Sql {
  return Prisma.sql`(SELECT count(*) FROM (SELECT 1 FROM notice n WHERE n.recipient_path = ${viewer.orgPath} AND n.read_at IS NULL
    AND n.org_path >= ${viewer.scope.lo} AND n.org_path < ${viewer.scope.hi} LIMIT ${constant(cap + 1)}) x)::int`;
}

export async function countUnread(tx: ReadTx, viewer: Viewer, cap: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`SELECT ${unreadCount(viewer, cap)} AS n`;
  return row?.n ?? 0;
}

/** Marks notices of the viewer's organisation as read: one, those of one application, or all. Answers how many. */
export async function markRead(tx: ScopedTx, viewer: Viewer, which: { id?: string; applicationId?: string }, at: Date): Promise<number> {
  const { count } = await tx.notice.updateMany({
    where: { ...which, AND: [inScope(viewer.scope), { recipientPath: viewer.orgPath, readAt: null }] },
    data: { readAt: at, readBy: viewer.accountId },
  });
  return count;
}

type NoticeSubject = { id: string; orgPath: string; number: string | null; studioName: string; stage: string | null };

function paramsOf(one: NoticeSubject, proposal: NoticeParams["proposal"]): NoticeParams {
  return { number: one.number ?? "", studio: one.studioName, stage: one.stage, dueOn: null, proposal };
}

/** Asks the union above for the second person of a proposal, where the proposer's union has nobody else. */
export async function tellSecondPerson(
  tx: ScopedTx,
  one: NoticeSubject,
  parentPath: string,
  proposal: NoticeParams["proposal"],
  at: Date,
): Promise<void> {
  await tx.notice.create({
    data: {
      id: randomUUID(),
      orgPath: one.orgPath,
      applicationId: one.id,
      recipientPath: parentPath,
      kind: "secondPersonWanted",
      createdAt: at,
      params: paramsOf(one, proposal),
    },
    select: { id: true },
  });
}

/** Tells the union above a stage that nobody there may decide; once for each time the case came to the stage. */
export async function tellParent(tx: ScopedTx, one: NoticeSubject & { round: number; parentPath: string }, at: Date): Promise<boolean> {
  const arrival = `${one.round}:${one.stage}`;
  const told = await tx.notice.count({
    where: { applicationId: one.id, kind: "needsActing", recipientPath: one.parentPath, params: { path: ["arrival"], equals: arrival } },
  });
  if (told > 0) return false;
  await tx.notice.create({
    data: {
      id: randomUUID(),
      orgPath: one.orgPath,
      applicationId: one.id,
      recipientPath: one.parentPath,
      kind: "needsActing",
      createdAt: at,
      params: { ...paramsOf(one, "reject"), arrival },
    },
    select: { id: true },
  });
  return true;
}
