import { useTranslations } from "next-intl";
import { enumLabel } from "@/domain/enumerations";
import type { Locale } from "@/domain/locale";
import { type ApplicationStatus, isInReview, type Stage } from "@/domain/review-stages";
import { Card } from "@/ui/card";
import { Stepper, type StepState } from "@/ui/stepper";

type Props = { route: readonly Stage[]; status: ApplicationStatus; stageIndex: number | null; locale: Locale };

/** The stages of the pinned route and where the case stands on it; a municipal direct unit has no second one. */
export function ReviewRoad({ route, status, stageIndex, locale }: Props) {
  const t = useTranslations("application");
  const common = useTranslations("common");
  const at = stageIndex ?? (["approved", "publicity", "named"].includes(status) ? route.length : -1);
  const stateOf = (index: number): StepState => {
    if (index < at) return "done";
    if (index > at) return "todo";
    return isInReview(status) || status === "returned" ? "current" : "stopped";
  };
  const steps = route.map((stage, index) => ({
    key: stage,
    label: enumLabel("stage", stage, locale),
    state: stateOf(index),
    data: { "data-stage": stage, "data-state": stateOf(index) } as const,
  }));
  const direct = route.length === 2 && route[1] === "city";
  const shown = direct
    ? steps.toSpliced(1, 0, {
        key: "skipped" as never,
        label: t("read.stageSkipped"),
        state: "skipped",
        data: { "data-stage": "skipped" as never, "data-state": "skipped" },
      })
    : steps;
  const words = Object.fromEntries(
    (["done", "current", "todo", "skipped", "stopped"] as const).map((state) => [state, common(`step.${state}`)]),
  ) as Record<StepState, string>;
  return (
    <Card className="mb-5">
      <Stepper label={t("read.progress")} steps={shown} words={words} />
    </Card>
  );
}
