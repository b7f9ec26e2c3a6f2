import type { ApplicationAction, ApplicationStatus } from "./review-stages";

/** What a status means at a glance; screens give it shape and colour, never colour alone. */
export type StatusTone = "neutral" | "info" | "success" | "warning" | "danger" | "accent";

export const STATUS_TONES: Readonly<Record<ApplicationStatus, StatusTone>> = {
  draft: "neutral",
  enterpriseReview: "info",
  districtReview: "info",
  industryReview: "info",
  cityReview: "info",
  returned: "warning",
  withdrawn: "neutral",
  approved: "success",
  publicity: "accent",
  named: "success",
  rejected: "danger",
  expired: "danger",
  voided: "danger",
};

export const ACTION_TONES: Readonly<Record<ApplicationAction, StatusTone>> = {
  create: "neutral",
  submit: "info",
  approve: "success",
  return: "warning",
  resubmit: "info",
  openWholeForm: "neutral",
  expire: "danger",
  reopenExpired: "warning",
  proposeReject: "warning",
  confirmReject: "danger",
  declineReject: "neutral",
  cancelReject: "neutral",
  takeBack: "warning",
  withdraw: "neutral",
  reopen: "neutral",
  copy: "neutral",
  proposeVoid: "warning",
  confirmVoid: "danger",
  declineVoid: "neutral",
  cancelVoid: "neutral",
};
