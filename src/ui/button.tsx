import type { ComponentProps } from "react";
import { buttonClass, type ButtonSize, type ButtonVariant } from "@/ui/button-class";
import { Icon } from "@/ui/icon";
import type { IconName } from "@/ui/icon-paths";
import { Spinner } from "@/ui/spinner";

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName | undefined;
  /** Work is under way: stays focusable, says so to assistive technology, ignores clicks. */
  pending?: boolean;
};

/** A button. An icon alone needs an `aria-label`. */
export function Button({ variant, size, icon, pending = false, className, children, type = "button", ...rest }: ButtonProps) {
  const held = pending
    ? { "aria-disabled": true, "aria-busy": true, onClick: (event: { preventDefault(): void }) => event.preventDefault() }
    : {};
  return (
    <button {...rest} {...held} type={type} className={buttonClass(variant, size, className)}>
      {pending ? <Spinner /> : icon ? <Icon name={icon} className="-ml-0.5 only:mx-0" /> : null}
      {children}
    </button>
  );
}
