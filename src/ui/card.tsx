import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

/** A white sheet with a hairline. `flush` leaves the padding to the content (tables). */
export function Card({ flush = false, className, ...rest }: ComponentProps<"div"> & { flush?: boolean }) {
  return (
    <div
      {...rest}
      className={cn(
        "rounded-lg border border-line bg-surface shadow-card print:border-0 print:shadow-none",
        !flush && "p-4 md:p-5",
        className,
      )}
    />
  );
}

export type SectionProps = Omit<ComponentProps<"section">, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** h2 by default */
  level?: 2 | 3;
};

/** A titled part of a page, on no ground of its own. Give it an `id` to be jumped to. */
export function Section({ title, description, actions, level = 2, className, children, ...rest }: SectionProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section {...rest} className={cn("min-w-0", className)}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <Heading className={level === 2 ? "text-lg" : "text-base"}>{title}</Heading>
          {description ? <p className="mt-0.5 text-sm text-ink-3">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
