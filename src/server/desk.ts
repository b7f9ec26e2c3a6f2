import "server-only";
import { cache } from "react";
import { countUnread } from "@/data/notices";
import { readInScope } from "@/data/with-scope";
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
  readInScope(viewer.scope, async (tx) => {
    if (can(viewer.role, "review.view")) {
      const { unread, ...waiting } = await loadWaiting(tx, viewer, UNREAD_CAP);
      return { unread, waiting };
    }
    return { unread: await countUnread(tx, viewer, UNREAD_CAP), waiting: null };
  }),
);
