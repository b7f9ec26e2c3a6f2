"use client";

import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { cn } from "@/lib/cn";
import type { DialogProps } from "@/ui/dialog";
import { Icon } from "@/ui/icon";
import { useUiText } from "@/ui/ui-text";

const BOX = {
  sm: "sm:max-w-md rounded-t-xl sm:rounded-xl",
  md: "sm:max-w-2xl rounded-t-xl sm:rounded-xl",
  lg: "sm:max-w-5xl rounded-t-xl sm:rounded-xl",
  side: "max-w-[19rem] h-full rounded-r-xl",
} as const;

/** The heavy half of Dialog. Loaded lazily. */
export function DialogModal({ open, onClose, title, size = "md", mustAnswer = false, footer, children }: DialogProps) {
  const text = useUiText();
  const side = size === "side";
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      isDismissable={!mustAnswer}
      isKeyboardDismissDisabled={mustAnswer}
      className={cn(
        "fixed inset-0 z-40 flex bg-veil",
        side ? "items-stretch justify-start" : "items-end justify-center sm:items-center sm:p-6",
      )}
    >
      <Modal className={cn("appear w-full bg-surface shadow-raised outline-none", BOX[size])}>
        <AriaDialog
          role={mustAnswer ? "alertdialog" : "dialog"}
          className={cn("flex flex-col outline-none", side ? "h-full" : "max-h-[88vh]")}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
            <Heading slot="title" className="min-w-0 py-1 text-lg font-semibold">
              {title}
            </Heading>
            {mustAnswer ? null : (
              <button
                type="button"
                aria-label={text.close}
                onClick={onClose}
                className="-mr-2 flex size-9 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-subtle touch:size-11"
              >
                <Icon name="close" />
              </button>
            )}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3 max-sm:[&>button]:flex-1">{footer}</div>
          ) : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
