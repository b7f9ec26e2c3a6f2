import { useTranslations } from "next-intl";
import { LinkButton } from "@/ui/link-button";

export type PaginationProps = {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** rows on this page */
  shown: number;
  /** rows of the whole list; left out when it was not counted */
  total?: number | undefined;
  /** the list was not read to its end for this page: there may be more, or not */
  partial?: boolean;
};

/** Keyset paging: earlier and later, no page numbers to be wrong. */
export function Pagination({ previousHref, nextHref, shown, total, partial = false }: PaginationProps) {
  const t = useTranslations("common");
  return (
    <nav
      aria-label={t("paging.label")}
      className="flex flex-wrap items-center justify-between gap-3 px-1 py-3 text-sm text-ink-2 print:hidden"
    >
      <p className="tabular-nums">
        {partial
          ? t("paging.partial", { shown })
          : total === undefined
            ? t("paging.shown", { shown })
            : t("paging.shownOfTotal", { shown, total })}
      </p>
      {previousHref || nextHref ? (
        <div className="flex gap-2">
          {previousHref ? (
            <LinkButton href={previousHref} size="sm" icon="back" rel="prev">
              {t("paging.previous")}
            </LinkButton>
          ) : null}
          {nextHref ? (
            <LinkButton href={nextHref} size="sm" rel="next">
              {t("paging.next")}
            </LinkButton>
          ) : null}
        </div>
      ) : null}
    </nav>
  );
}
