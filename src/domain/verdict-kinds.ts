/** A reviewer's verdict on one criterion: 达标, 存疑 (with a comment), 未达标. The machine's own are met, warn, unmet. */
export const REVIEW_VERDICTS = {
  met: { label: "达标", labelEn: "Met", tone: "success" },
  doubt: { label: "存疑", labelEn: "In doubt", tone: "warning" },
  unmet: { label: "未达标", labelEn: "Not met", tone: "danger" },
} as const;
export type ReviewVerdict = keyof typeof REVIEW_VERDICTS;
export type ReviewVerdicts = Record<string, { verdict: ReviewVerdict; comment?: string }>;

/** How long a comment on a verdict may be; the opinion follows the opinion boxes of the printed form. Code points. */
export const COMMENT_MAX = 300;
export const OPINION_MAX = 200;

export function reviewVerdictLabel(verdict: ReviewVerdict, locale: string): string {
  return locale === "en" ? REVIEW_VERDICTS[verdict].labelEn : REVIEW_VERDICTS[verdict].label;
}
