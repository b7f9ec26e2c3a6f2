import { cn } from "@/lib/cn";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-white hover:border-accent-strong hover:bg-accent-strong",
  secondary: "border-line-strong bg-surface text-ink hover:border-ink-2 hover:bg-subtle",
  quiet: "border-transparent bg-transparent text-ink-2 hover:bg-subtle hover:text-ink",
  danger: "border-danger bg-surface text-danger hover:bg-danger-soft",
};

const SIZES: Record<ButtonSize, string> = {
  sm: "min-h-8 px-2.5 text-sm",
  md: "min-h-9 px-3.5 text-base",
  lg: "min-h-11 px-5 text-lg",
};

const BASE =
  "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none " +
  "transition-[color,background-color,border-color] touch:min-h-11 touch:min-w-11 disabled:border-line disabled:bg-subtle disabled:text-ink-3 " +
  "aria-disabled:cursor-default aria-disabled:opacity-80";

/** Classes of a button, for an element that has to be something else (a label over a file input). */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", more?: string): string {
  return cn(BASE, VARIANTS[variant], SIZES[size], more);
}
