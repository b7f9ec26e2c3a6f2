import type { OrgKind } from "./roles";

/**
 * Who may see what of the trail. The applicant and each union on the way see stage, union, days used and outcome;
 * opinions once the stage has decided (a decision row exists only then); names of reviewers only unions;
 * 拟不予通过 and its reason only unions, until it is confirmed.
 */
export const TRAIL_VISIBILITY = {
  studio: { reviewerNames: false, openProposals: false },
  union: { reviewerNames: true, openProposals: true },
} as const;

export type TrailRights = (typeof TRAIL_VISIBILITY)[keyof typeof TRAIL_VISIBILITY];

export function trailRights(orgKind: OrgKind): TrailRights {
  return TRAIL_VISIBILITY[orgKind === "studio" ? "studio" : "union"];
}

/** Events of an open proposal: internal to the unions. */
const PROPOSAL_EVENTS = ["proposeReject", "declineReject", "cancelReject", "proposeVoid", "declineVoid", "cancelVoid"];

export function mayReadEvent(action: string, rights: TrailRights): boolean {
  return rights.openProposals || !PROPOSAL_EVENTS.includes(action);
}
