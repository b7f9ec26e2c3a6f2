import { useTranslations } from "next-intl";
import { LinkButton } from "@/ui/link-button";

export type PaginationProps = {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** rows on this page */
  shown: number;
  /** rows of the whole list; left out when it was not counted */
  total?: number | undefined;
  /** a search that stopped after so many rows and goes on with the next page */
  lookedAt?: number | undefined;
};

/** Keyset paging: earlier and later, no page numbers to be wrong. */
export function Pagination({ previousHref, nextHref, shown, total, lookedAt }: PaginationProps) {
  const t = useTranslations("common");
  return (
    <nav
      aria-label={t("paging.label")}
      className="flex flex-wrap items-center justify-between gap-3 px-1 py-3 text-sm text-ink-2 print:hidden"
    >
      <p className="tabular-nums">
        {lookedAt !== undefined
          ? t("paging.lookedAt", { count: lookedAt })
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
