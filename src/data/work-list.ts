import "server-only";
import type { ApplicationStatus, Stage } from "@/domain/review-stages";
import { parseRoute } from "@/domain/stage-union";
import type { OrgKind } from "@/domain/roles";
import type { Viewer } from "@/domain/viewer";
import { encodePlace, type Place } from "@/lib/keyset";
import { listCasesForSecondPerson, listCasesNeedingActing } from "./acting-cases";
import type { Prisma } from "./generated/client";
import { inScope, type ScopedTx } from "./with-scope";

export const WORK_TABS = ["pending", "returned", "done", "all"] as const;
export type WorkTab = (typeof WORK_TABS)[number];
export const WORK_PAGE = 30;

/** Statuses in which a union of this kind holds a case of its own subtree. The subtree and the status name the union. */
const OWN_STATUSES: Readonly<Record<OrgKind, readonly ApplicationStatus[]>> = {
  enterprise: ["enterpriseReview"],
  district: ["districtReview"],
  zone: ["districtReview"],
  industry: ["industryReview"],
  city: ["cityReview"],
  studio: [],
};

export type WorkRow = {
  id: string;
  number: string;
  studioName: string;
  leadName: string;
  unitName: string;
  status: ApplicationStatus;
  stage: Stage | null;
  batch: string;
  metCount: number;
  unmetCriteria: string[];
  stageSince: Date | null;
  submittedAt: Date | null;
  dueOn: string | null;
  round: number;
  needsActing: boolean;
  proposed: "reject" | "void" | null;
};
export type WorkPage = { rows: WorkRow[]; next: string | null; counts: { pending: number; returned: number } };

/** One page of the work list of the viewer's union: oldest waiting first, or newest submission first for 已办 and 全部. */
export async function listWork(
  tx: ScopedTx,
  viewer: Viewer,
  filter: { tab: WorkTab; text: string; after: Place | null },
): Promise<WorkPage> {
  const acting = await listCasesNeedingActing(tx, viewer);
  const extra = [...acting, ...(await listCasesForSecondPerson(tx, viewer))];
  const waits = filter.tab === "pending" || filter.tab === "returned";
  const time = waits ? "stageSince" : "submittedAt";
  const { after } = filter;
  const beyond: Prisma.ApplicationWhereInput = after
    ? {
        OR: [
          { [time]: waits ? { gt: after.at } : { lt: after.at } },
          { [time]: after.at, id: waits ? { gt: after.id } : { lt: after.id } },
        ],
      }
    : {};
  const text = filter.text.trim().toLowerCase();
  const search: Prisma.ApplicationWhereInput = text
    ? { OR: [{ searchText: { contains: text } }, { number: { contains: text.toUpperCase() } }] }
    : {};
  const order = waits ? ("asc" as const) : ("desc" as const);
  const found = await tx.application.findMany({
    where: { AND: [inScope(viewer.scope), tabFilter(viewer, filter.tab, extra), beyond, search] },
    orderBy: [{ [time]: order }, { id: order }],
    take: WORK_PAGE + 1,
    select: {
      id: true,
      number: true,
      studioName: true,
      leadName: true,
      unitName: true,
      status: true,
      route: true,
      stageIndex: true,
      metCount: true,
      unmetCriteria: true,
      stageSince: true,
      submittedAt: true,
      dueOn: true,
      round: true,
      batch: { select: { title: true } },
      proposals: { where: { pendingKey: { not: null } }, select: { kind: true } },
    },
  });
  const page = found.slice(0, WORK_PAGE);
  const last = page.at(-1);
  const at = last?.[time];
  return {
    rows: page.map(({ route, proposals, batch, stageIndex, ...row }) => ({
      ...row,
      number: row.number ?? "",
      status: row.status as ApplicationStatus,
      batch: batch.title,
      stage: stageIndex === null ? null : (parseRoute(route)[stageIndex] ?? null),
      needsActing: acting.includes(row.id),
      proposed: (proposals[0]?.kind ?? null) as WorkRow["proposed"],
    })),
    next: found.length > WORK_PAGE && last && at ? encodePlace({ at, id: last.id }) : null,
    counts: { pending: await countTab(tx, viewer, "pending", extra), returned: await countTab(tx, viewer, "returned", extra) },
  };
}

/** How many cases wait for the viewer's union: the number in the navigation. */
export async function countWaiting(tx: ScopedTx, viewer: Viewer): Promise<number> {
  return countTab(tx, viewer, "pending", [...(await listCasesNeedingActing(tx, viewer)), ...(await listCasesForSecondPerson(tx, viewer))]);
}

function countTab(tx: ScopedTx, viewer: Viewer, tab: WorkTab, extra: readonly string[]): Promise<number> {
  return tx.application.count({ where: { AND: [inScope(viewer.scope), tabFilter(viewer, tab, extra)] } });
}

function tabFilter(viewer: Viewer, tab: WorkTab, extra: readonly string[]): Prisma.ApplicationWhereInput {
  const own: Prisma.ApplicationWhereInput = { status: { in: [...OWN_STATUSES[viewer.orgKind]] } };
  const filters: Record<WorkTab, Prisma.ApplicationWhereInput> = {
    pending: extra.length > 0 ? { OR: [own, { id: { in: [...extra] } }] } : own,
    returned: { status: "returned" },
    done: { decisions: { some: { actorOrgPath: viewer.orgPath, takenBackAt: null } } },
    all: { round: { gt: 0 } },
  };
  return filters[tab];
}
