/** What a status means, apart from what it is called. */
export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | "accent";

/** Text, ground and border of each tone; every pair has a contrast of at least 4.5:1. */
export const TONE_CLASS: Record<Tone, string> = {
  neutral: "bg-subtle text-ink-2 border-line",
  info: "bg-info-soft text-info border-info-line",
  success: "bg-success-soft text-success border-success-line",
  warning: "bg-warning-soft text-warning border-warning-line",
  danger: "bg-danger-soft text-danger border-danger-line",
  accent: "bg-accent-soft text-accent-strong border-accent-line",
};

/** The same tones as plain text on a white ground. */
export const TONE_TEXT: Record<Tone, string> = {
  neutral: "text-ink-3",
  info: "text-info",
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
  accent: "text-accent",
};
