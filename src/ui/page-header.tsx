import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/ui/icon";

export type Crumb = { href: string; label: string };

export type PageHeaderProps = {
  title: ReactNode;
  /** the pages above this one, from the top; the page itself is not among them */
  crumbs?: readonly Crumb[];
  /** status, number, dates: one quiet line */
  meta?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
};

/** The head of a page: where it stands, what it is, what can be done. Holds the only h1. */
export function PageHeader({ title, crumbs = [], meta, description, actions }: PageHeaderProps) {
  const t = useTranslations("common");
  return (
    <header className="mb-5">
      {crumbs.length > 0 ? (
        <nav aria-label={t("crumbs")} className="mb-1.5 touch:-mt-2.5 touch:-mb-1 print:hidden">
          <ol className="flex flex-wrap items-center gap-x-1 text-sm text-ink-3">
            {crumbs.map((crumb) => (
              <li key={crumb.href} className="flex items-center gap-x-1">
                <Link
                  href={crumb.href}
                  prefetch={false}
                  className="inline-flex items-center rounded-sm py-0.5 hover:text-accent hover:underline touch:min-h-11"
                >
                  {crumb.label}
                </Link>
                <Icon name="forward" className="size-3.5" />
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-xl md:text-2xl">{title}</h1>
          {meta ? <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">{meta}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div> : null}
      </div>
      {description ? <p className="mt-2 max-w-[46rem] text-ink-2">{description}</p> : null}
    </header>
  );
}
