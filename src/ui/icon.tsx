import { cn } from "@/lib/cn";
import { ICON_PATHS, type IconName } from "@/ui/icon-paths";

/** A decorative line drawing; the words beside it (or an aria-label on the control) carry the meaning. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={cn("size-5 shrink-0", className)}
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
