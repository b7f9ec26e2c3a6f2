import { FORM } from "@/domain/application-form";
import { addDays } from "@/domain/calendar-date";
import { CHECKS } from "@/domain/criteria-checks";
import { labelOf } from "@/domain/field-text";
import { defaultDueOn } from "@/domain/return-rules";
import { RETURN_RULES } from "@/domain/return-limits";
import { offeredVerdict } from "@/domain/review-verdicts";
import { USUAL_OPINIONS } from "@/domain/usual-phrases";
import type { Viewer } from "@/domain/viewer";
import type { Locale } from "@/lib/locales";
import type { ReviewDraft } from "./draft-store";
import type { PanelProps, PanelSlot } from "./panel-props";
import type { ReviewView } from "./queries";

const EXTENSIONS: Readonly<Record<string, string>> = {
  image: ".jpg,.jpeg,.png",
  pdf: ".pdf",
  ofd: ".ofd",
  word: ".doc,.docx",
  excel: ".xls,.xlsx",
  video: ".mp4",
};

/** Everything the decision panel needs, in the language of the page; evidence(key) are the form paths that prove a criterion. */
export function panelData(
  viewer: Viewer,
  view: ReviewView,
  today: string,
  locale: Locale,
  evidence: (key: string) => readonly string[],
  slotHint: (slot: ReviewView["slots"][number]["slot"]) => string,
): PanelProps {
  const { one } = view;
  const english = locale === "en";
  const phrases = (one.stage ? USUAL_OPINIONS[one.stage] : []).map((phrase) => (english ? phrase.en : phrase.zh));
  const title = (item: { title: string; titleEn: string }) => (english ? item.titleEn : item.title);
  return {
    draftKey: `review:${one.id}:${one.round}:${one.stageIndex}:${viewer.accountId}`,
    initial: initialDraft(view, today, phrases[0] ?? ""),
    applicationId: one.id,
    seen: { version: one.version, round: one.round, stageIndex: one.stageIndex },
    acting: !one.standing.relations.includes("stageReviewer"),
    phrases,
    slots: view.slots.map(({ slot, demanded }) => ({
      path: slot.path,
      label: english ? slot.labelEn : slot.label,
      demanded,
      accept: (slot.limits.accept ?? []).map((kind) => EXTENSIONS[kind] ?? "").join(","),
      maxCount: slot.limits.maxCount ?? 1,
      hint: slotHint(slot),
      files: view.slotFiles.filter((file) => file.slot === slot.path).map(({ id, fileName }) => ({ id, fileName })),
    })) satisfies PanelSlot[],
    criteria: [
      ...one.set.items.map((item) => ({
        key: item.key,
        title: title(item),
        paths: [...evidence(item.key), ...item.checks.flatMap((check) => CHECKS[check.code]?.reads ?? [])],
      })),
      {
        key: "general",
        title: english ? "General conditions" : "基本条件",
        paths: one.set.general.checks.flatMap((check) => CHECKS[check.code]?.reads ?? []),
      },
    ],
    fields: FORM.sections.map((section) => ({
      label: labelOf(section, locale),
      fields: section.fields.map((field) => [
        field.path,
        labelOf(field, locale),
        ...(field.columns ?? []).map((column) => [column.key, labelOf(column, locale)] as const),
      ]),
    })),
    due: { min: addDays(today, 1), max: addDays(today, RETURN_RULES.longestDays) },
    returnsLeft: one.batch.maxReturns - view.returnsUsed,
    maxReturns: one.batch.maxReturns,
  };
}

function initialDraft({ one }: ReviewView, today: string, opinion: string): ReviewDraft {
  return {
    choice: "approve",
    verdicts: Object.fromEntries(
      one.set.items.map((item) => [item.key, { verdict: offeredVerdict(one.snapshot.evaluation[item.key]?.verdict) ?? "", comment: "" }]),
    ),
    opinion,
    comment: "",
    reason: "",
    items: [{ id: "first", criterion: "", path: "", reason: "" }],
    dueOn: defaultDueOn(today, one.batch.returnWorkingDays),
    actingReason: "",
  };
}
