"use client";

import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { cn } from "@/lib/cn";

const MenuPopover = lazy(() => import("@/ui/menu-popover").then(({ MenuPopover: popover }) => ({ default: popover })));

export type MenuItem = {
  id: string;
  label: string;
  /** a second, quieter line */
  note?: string | undefined;
  /** a link instead of an action */
  href?: string;
  disabled?: boolean;
  danger?: boolean;
  /** the one in force: shown with a tick */
  current?: boolean;
};

export type MenuProps = {
  /** names button and list for assistive technology; needed when the trigger has no words of its own */
  label?: string;
  trigger: ReactNode;
  /** class of the trigger button, e.g. buttonClass("secondary", "sm") */
  className?: string;
  items: readonly MenuItem[];
  onAction?: (id: string) => void;
  placement?: "bottom start" | "bottom end";
  disabled?: boolean;
};

/** A button with a list of actions. The list's code is loaded when a pointer or the focus comes near. */
export function Menu({ label, trigger, className, items, onAction, placement = "bottom end", disabled = false, ...data }: MenuProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const warm = () => void import("@/ui/menu-popover");
  return (
    <>
      <button
        {...data}
        ref={ref}
        type="button"
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={open}
        {...(label ? { "aria-label": label } : {})}
        className={cn("touch:min-h-11", className)}
        onPointerEnter={warm}
        onFocus={warm}
        onClick={() => setOpen((was) => !was)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {trigger}
      </button>
      {open ? (
        <Suspense fallback={null}>
          <MenuPopover
            triggerRef={ref}
            items={items}
            placement={placement}
            label={label}
            onClose={() => setOpen(false)}
            onAction={(id) => onAction?.(id)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
