"use client";

import { useTranslations } from "next-intl";
import { FORM } from "@/domain/application-form";
import { cn } from "@/lib/cn";
import { Icon } from "@/ui/icon";
import { Select } from "@/ui/select";
import { label, useFiling, useJudgement } from "./filing-context";
import { sectionStatus } from "./section-status";

export const SUBMIT_PAGE = "submit";

/** The sections in the order of the form: a rail at the side, on a phone a choice list. */
export function SectionNav({ current }: { current: string }) {
  const t = useTranslations("application");
  const { locale, props } = useFiling();
  const judgement = useJudgement((one) => one);
  const items = [
    ...FORM.sections.map((section, index) => ({
      key: section.key,
      name: `${index + 1}. ${label(section, locale)}`,
      status: sectionStatus(section, judgement),
      locked: !props.unlocked.includes(section.key),
    })),
    { key: SUBMIT_PAGE, name: t("submit.title"), status: "empty" as const, locked: false },
  ];
  return (
    <nav aria-label={t("nav.label")}>
      <div className="xl:hidden">
        <Select
          aria-label={t("nav.label")}
          value={current}
          options={items.map((item) => ({
            value: item.key,
            label: item.key === SUBMIT_PAGE ? item.name : t("nav.option", { name: item.name, state: t(`nav.${item.status}`) }),
          }))}
          onChange={(event) => {
            window.location.hash = event.target.value;
          }}
        />
      </div>
      <ol className="flex flex-col max-xl:hidden">
        {items.map((item) => (
          <li key={item.key} data-nav-section={item.key} data-nav-state={item.status}>
            <a
              href={`#${item.key}`}
              aria-current={current === item.key ? "step" : undefined}
              className={cn(
                "flex min-h-9 items-center justify-between gap-2 rounded-md border-l-2 px-2.5 py-1 text-sm",
                current === item.key
                  ? "border-accent bg-accent-soft font-semibold text-accent-strong"
                  : "border-transparent text-ink-2 hover:bg-subtle hover:text-ink",
                item.key === SUBMIT_PAGE && "mt-2",
              )}
            >
              <span className="min-w-0">{item.name}</span>
              {item.key === SUBMIT_PAGE ? null : (
                <span className="shrink-0 text-xs font-normal">
                  {item.locked ? (
                    <span className="text-ink-3">{t("nav.locked")}</span>
                  ) : item.status === "done" ? (
                    <span className="text-success">
                      <Icon name="check" className="size-4" />
                      <span className="sr-only">{t("nav.done")}</span>
                    </span>
                  ) : item.status === "started" ? (
                    <span className="text-ink-3">{t("nav.started")}</span>
                  ) : null}
                </span>
              )}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
