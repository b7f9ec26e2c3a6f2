import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { DRAWINGS, type DrawingName } from "@/ui/drawings";

export type EmptyStateProps = Omit<ComponentProps<"div">, "title"> & {
  title: ReactNode;
  /** what to do next */
  description?: ReactNode;
  action?: ReactNode;
  drawing?: DrawingName;
  /** heading level of the title; a page of its own takes 1 */
  level?: 1 | 2 | 3;
};

/** Nothing here (yet): says why and what to do next. */
export function EmptyState({ title, description, action, drawing = "folder", level = 2, className, ...rest }: EmptyStateProps) {
  const Heading = level === 1 ? "h1" : level === 2 ? "h2" : "h3";
  return (
    <div {...rest} className={cn("flex flex-col items-center px-4 py-10 text-center", className)}>
      <svg
        viewBox="0 0 120 88"
        aria-hidden="true"
        className="mb-4 h-22 w-30 text-line-strong"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {DRAWINGS[drawing]}
      </svg>
      <Heading className="text-lg">{title}</Heading>
      {description ? <p className="mt-1.5 max-w-md text-balance text-ink-2">{description}</p> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
