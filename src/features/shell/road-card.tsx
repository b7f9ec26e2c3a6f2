import { getTranslations } from "next-intl/server";
import { Card } from "@/ui/card";

const STEPS = ["fill", "enterprise", "district", "city", "named"] as const;

/** The road of an application in five lines, for people who come here for the first time. */
export async function RoadCard() {
  const t = await getTranslations("shell");
  return (
    <Card className="md:p-6">
      <h2 className="mb-4 text-sm font-semibold text-ink-3">{t("landing.road.title")}</h2>
      <ol>
        {STEPS.map((step, index) => (
          <li key={step} className="relative flex gap-3.5 pb-4.5 last:pb-0">
            {index < STEPS.length - 1 ? (
              <span aria-hidden="true" className="absolute top-7 bottom-0 left-[0.84375rem] w-px bg-accent-line" />
            ) : null}
            <span
              aria-hidden="true"
              className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent-strong"
            >
              {index + 1}
            </span>
            <span>
              <span className="block leading-7 font-semibold">{t(`landing.road.${step}.title`)}</span>
              <span className="block text-sm text-ink-3">{t(`landing.road.${step}.text`)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
