import { cn } from "@/lib/cn";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

/** Classes of a button, for an element that has to be something else (a label over a file input); their look is in globals.css. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", more?: string): string {
  return cn("btn", `btn-${variant}`, `btn-${size}`, more);
}
