"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import { formatTime } from "@/lib/format-date";
import { TONE_TEXT, type Tone } from "@/ui/tone";
import { ToneGlyph } from "@/ui/tone-glyph";
import { useFilingState } from "./filing-context";
import type { SaveState } from "./filing-state";

const TONES: Record<SaveState, Tone> = {
  saved: "success",
  dirty: "neutral",
  saving: "neutral",
  offline: "warning",
  conflict: "warning",
  signedOut: "warning",
  refused: "danger",
};

/** Whether what is typed is safe, in a few words that are always in sight. */
export function SaveIndicator() {
  const t = useTranslations("application");
  const save = useFilingState((state) => state.save);
  const savedAt = useFilingState((state) => state.savedAt);
  const tone = TONES[save];
  const words = save === "saved" && savedAt ? t("save.savedAt", { time: formatTime(savedAt) }) : t(`save.${save}`);
  return (
    <span data-save-state={save} className={cn("inline-flex items-center gap-1.5 text-sm whitespace-nowrap", TONE_TEXT[tone])}>
      <ToneGlyph tone={tone} />
      <span role={tone === "warning" || tone === "danger" ? "alert" : undefined}>{words}</span>
    </span>
  );
}
