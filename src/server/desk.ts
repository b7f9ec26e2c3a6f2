import "server-only";
import { cache } from "react";
import { inScope, withScope } from "@/data/with-scope";
import { loadWaiting, type Waiting } from "@/data/work-list";
import { can } from "@/domain/permissions";
import type { Viewer } from "@/domain/viewer";

export type Desk = { unread: number; waiting: Waiting | null };

/** A bell says no more than this. */
const UNREAD_CAP = 99;

/**
 * What waits for the viewer: notices that nobody of this organisation has read, and for unions the cases to be decided. Once per
 * render: the frame shows the numbers, the work list the same cases.
 */
export const getDesk = cache((viewer: Viewer): Promise<Desk> =>
  withScope(viewer.scope, async (tx) => {
    const unread = await tx.notice.findMany({
      where: { AND: [inScope(viewer.scope), { recipientPath: viewer.orgPath, readAt: null }] },
      select: { id: true },
      take: UNREAD_CAP + 1,
    });
    return { unread: unread.length, waiting: can(viewer.role, "review.view") ? await loadWaiting(tx, viewer) : null };
  }),
);
