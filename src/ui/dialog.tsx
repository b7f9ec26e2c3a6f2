"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";

const DialogModal = lazy(() => import("@/ui/dialog-modal").then(({ DialogModal: modal }) => ({ default: modal })));

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** sm: a question; md: a short form; lg: a comparison; side: a drawer at the left edge */
  size?: "sm" | "md" | "lg" | "side";
  /** the person has to answer: neither Escape nor a click beside it closes */
  mustAnswer?: boolean;
  /** buttons, the main one last */
  footer?: ReactNode;
  children?: ReactNode;
};

/** A modal dialog: keeps the focus inside and gives it back. Its code is loaded when the first one opens. */
export function Dialog(props: DialogProps) {
  const [wanted, setWanted] = useState(props.open);
  if (props.open && !wanted) setWanted(true);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <DialogModal {...props} />
    </Suspense>
  );
}
