/** What a batch (批次) lays down for its applications. */
export type BatchRules = {
  /** e.g. AY-2026-C */
  code: string;
  /** year of the batch; "the last three years" are the three before it */
  year: number;
  /** key of studioLevel */
  level: string;
  /** keys of studioKind */
  allowedKinds: readonly string[];
  /** key of honorLevel */
  minHonorLevel: string;
  /** full years since the studio was founded */
  minRunningYears: number;
  requiresStory: boolean;
  requiresInternalPublicity: boolean;
  requiresStampedForm: boolean;
  /** YYYY-MM-DD */
  opensOn: string;
  /** ISO instant */
  closesAt: string;
  /** most returns (退回补正) by one stage */
  maxReturns: number;
  /** working days the applicant has after a return, unless the reviewer sets a date */
  returnWorkingDays: number;
};

/** Whether the batch takes submissions at this moment: from the opening day, 00:00 in UTC+8, until it closes. */
export function isBatchOpen(batch: Pick<BatchRules, "opensOn" | "closesAt">, now: Date): boolean {
  const opens = Date.parse(`${batch.opensOn}T00:00:00+08:00`);
  return now.getTime() >= opens && now.getTime() < Date.parse(batch.closesAt);
}
