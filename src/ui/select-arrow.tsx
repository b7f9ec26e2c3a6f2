import { Icon } from "@/ui/icon";

/** The arrow of a native choice list, over its right end. */
export function SelectArrow() {
  return <Icon name="chevron" className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-2" />;
}
