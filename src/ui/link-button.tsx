import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonClass, type ButtonSize, type ButtonVariant } from "@/ui/button-class";
import { Icon } from "@/ui/icon";
import type { IconName } from "@/ui/icon-paths";

export type LinkButtonProps = ComponentProps<typeof Link> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName | undefined;
};

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ variant, size, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link prefetch={false} {...rest} className={buttonClass(variant, size, className)}>
      {icon ? <Icon name={icon} className="-ml-0.5 only:mx-0" /> : null}
      {children}
    </Link>
  );
}
