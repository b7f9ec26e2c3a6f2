import { type ComponentProps, useMemo } from "react";
import type { Html } from "@/lib/html";

type Tag = "div" | "select";

/** An element whose inside is HTML of src/lib/html.ts: for the many small parts of a list, which as elements cost more than their page. */
export function MarkupBox<T extends Tag>({
  as,
  content,
  ...rest
}: Omit<ComponentProps<T>, "children" | "content" | "dangerouslySetInnerHTML"> & { as: T; content: Html }) {
  const Element: Tag = as;
  // the same object for the same words: React compares no further, and would write the inside anew
  const html = useMemo(() => ({ __html: content.html }), [content.html]);
  return <Element {...(rest as object)} dangerouslySetInnerHTML={html} />;
}
