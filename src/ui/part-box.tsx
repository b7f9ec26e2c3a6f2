import { type HTMLAttributes, useMemo } from "react";
import { type Part, partMarkup } from "@/lib/document-part";
import type { Html } from "@/lib/html";
import { MarkupBox } from "@/ui/markup-box";

type PartBoxProps<T extends object> = Omit<HTMLAttributes<HTMLDivElement>, "children" | "content" | "part"> & {
  part: Part<T>;
  /** the same function at every rendering */
  write: (data: T) => Html;
};

/** A box of HTML that either end writes of the same data, which travels once (src/lib/sent-once.ts). */
export function PartBox<T extends object>({ part, write, ...rest }: PartBoxProps<T>) {
  const content = useMemo(() => partMarkup(part, write), [part, write]);
  return <MarkupBox as="div" {...rest} data-part={typeof part === "number" ? part : undefined} content={content} />;
}
