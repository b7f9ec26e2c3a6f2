import { useTranslations } from "next-intl";
import { Icon } from "@/ui/icon";

/** Says that deadlines follow a set day, so that nobody takes a demonstration for the real thing. */
export function DemoClock({ day }: { day: string }) {
  const t = useTranslations("shell");
  return (
    <aside
      aria-label={t("demoClock", { day })}
      data-demo-clock={day}
      className="flex items-center justify-center gap-2 bg-ink px-4 py-1 text-sm text-white print:hidden"
    >
      <Icon name="clock" className="size-4" />
      <span className="font-medium tabular-nums">{t("demoClock", { day })}</span>
      <span className="max-sm:hidden">{t("demoNote")}</span>
    </aside>
  );
}
