"use client";

import type { ReactNode } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { useUiText } from "@/ui/ui-text";

export type ConfirmDialogProps = {
  open: boolean;
  title: string;
  /** what will happen, and whether it can be taken back */
  children?: ReactNode;
  /** the verb: 提交, 撤回 */
  confirmLabel?: string;
  cancelLabel?: string;
  danger?: boolean;
  pending?: boolean;
  /** an answer is still missing, such as a reason */
  disabled?: boolean;
  size?: "sm" | "md" | "lg";
  onConfirm: () => void;
  onClose: () => void;
};

/** One question, two answers. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    title,
    children,
    confirmLabel,
    cancelLabel,
    danger = false,
    pending = false,
    disabled = false,
    size = "sm",
    onConfirm,
    onClose,
  } = props;
  const text = useUiText();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      size={size}
      footer={
        <>
          <Button onClick={onClose} disabled={pending}>
            {cancelLabel ?? text.cancel}
          </Button>
          <Button variant={danger ? "danger" : "primary"} pending={pending} disabled={disabled} onClick={onConfirm} data-confirm="">
            {confirmLabel ?? text.confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
