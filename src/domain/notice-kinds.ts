import type { ApplicationAction } from "./review-stages";

/**
 * Who is told what when something happens to an application. The sentence of a kind is the message notices.<kind>.
 * studio – the lead; stage – the union that holds the case afterwards; lower – unions of the stages before the acting
 * one; union – the acting stage's own union; parent – the union above it.
 */
export type NoticeRecipient = "studio" | "stage" | "lower" | "union" | "parent" | "city";

export const NOTICE_KINDS = [
  "arrived",
  "resubmitted",
  "approvedByStage",
  "approvedFinally",
  "returned",
  "returnedAbove",
  "wholeFormOpened",
  "expired",
  "reopened",
  "secondPersonWanted",
  "declined",
  "cancelled",
  "rejected",
  "takenBack",
  "withdrawn",
  "voided",
  "needsActing",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const MOVE_NOTICES: Readonly<Partial<Record<ApplicationAction, readonly { to: NoticeRecipient; kind: NoticeKind }[]>>> = {
  submit: [{ to: "stage", kind: "arrived" }],
  resubmit: [
    { to: "stage", kind: "resubmitted" },
    { to: "lower", kind: "resubmitted" },
  ],
  approve: [
    { to: "stage", kind: "arrived" },
    { to: "studio", kind: "approvedByStage" },
    { to: "lower", kind: "approvedByStage" },
  ],
  return: [
    { to: "studio", kind: "returned" },
    { to: "lower", kind: "returnedAbove" },
  ],
  openWholeForm: [
    { to: "lower", kind: "wholeFormOpened" },
    { to: "union", kind: "wholeFormOpened" },
  ],
  expire: [
    { to: "studio", kind: "expired" },
    { to: "union", kind: "expired" },
    { to: "lower", kind: "expired" },
  ],
  reopenExpired: [
    { to: "studio", kind: "reopened" },
    { to: "lower", kind: "reopened" },
  ],
  proposeReject: [{ to: "union", kind: "secondPersonWanted" }],
  confirmReject: [
    { to: "studio", kind: "rejected" },
    { to: "lower", kind: "rejected" },
    { to: "union", kind: "rejected" },
  ],
  declineReject: [{ to: "union", kind: "declined" }],
  cancelReject: [{ to: "union", kind: "cancelled" }],
  takeBack: [
    { to: "studio", kind: "takenBack" },
    { to: "stage", kind: "takenBack" },
  ],
  withdraw: [
    { to: "union", kind: "withdrawn" },
    { to: "lower", kind: "withdrawn" },
  ],
  proposeVoid: [{ to: "city", kind: "secondPersonWanted" }],
  confirmVoid: [
    { to: "studio", kind: "voided" },
    { to: "lower", kind: "voided" },
    { to: "city", kind: "voided" },
  ],
  declineVoid: [{ to: "city", kind: "declined" }],
  cancelVoid: [{ to: "city", kind: "cancelled" }],
};
