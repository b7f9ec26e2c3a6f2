"use client";

import type { RefObject } from "react";
import { Menu as AriaMenu, MenuItem as AriaMenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { cn } from "@/lib/cn";
import { Icon } from "@/ui/icon";
import type { MenuItem } from "@/ui/menu";

type MenuPopoverProps = {
  triggerRef: RefObject<HTMLButtonElement | null>;
  items: readonly MenuItem[];
  placement: "bottom start" | "bottom end";
  label: string | undefined;
  onClose: () => void;
  onAction: (id: string) => void;
};

/** The heavy half of Menu. Loaded lazily. */
export function MenuPopover({ triggerRef, items, placement, label, onClose, onAction }: MenuPopoverProps) {
  const name = label ?? triggerRef.current?.textContent ?? "";
  return (
    <Popover
      aria-label={name}
      triggerRef={triggerRef}
      isOpen
      placement={placement}
      offset={4}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      className="appear max-w-[calc(100vw-1rem)] min-w-48 overflow-auto rounded-lg border border-line bg-surface p-1 shadow-raised outline-none"
    >
      <AriaMenu aria-label={name} autoFocus="first" onClose={onClose} onAction={(key) => onAction(String(key))} className="outline-none">
        {items.map((item) => (
          <AriaMenuItem
            key={item.id}
            id={item.id}
            textValue={item.label}
            isDisabled={item.disabled === true}
            {...(item.href ? { href: item.href } : {})}
            className={cn(
              "flex cursor-pointer items-start gap-2 rounded-md px-3 py-2 text-base outline-none focus:bg-subtle touch:min-h-11 touch:py-2.5",
              "data-disabled:cursor-default data-disabled:text-ink-3",
              item.danger && "text-danger",
            )}
          >
            <span className="min-w-0 flex-1">
              <span className="block">{item.label}</span>
              {item.note ? <span className="block text-sm text-ink-3">{item.note}</span> : null}
            </span>
            {item.current ? <Icon name="check" className="mt-0.5 text-accent" /> : null}
          </AriaMenuItem>
        ))}
      </AriaMenu>
    </Popover>
  );
}
