import { cn } from "@/lib/cn";
import { ICON_PATHS, type IconName } from "@/ui/icon-paths";

/** A decorative line drawing; the words beside it (or an aria-label on the control) carry the meaning. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={cn("icon", className)}>
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
