"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/ui/button";
import type { ButtonVariant } from "@/ui/button-class";
import { Dialog } from "@/ui/dialog";
import { Notice } from "@/ui/notice";

/** What an action answers that a dialog has to know. */
export type ActionAnswer = { ok: boolean; message: string | null };

type Props = {
  /** data-action of the opening button */
  action: string;
  label: string;
  variant?: ButtonVariant;
  size?: "sm" | "md";
  title: string;
  confirmLabel?: string;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
  run: () => Promise<ActionAnswer>;
  /** after success; the dialog stays pending until the page is gone */
  onDone: () => void;
};

/** A button that asks before it acts; a refusal is said in the dialog. */
export function ActionDialog({
  action,
  label,
  variant,
  size = "md",
  title,
  confirmLabel,
  danger = false,
  disabled = false,
  children,
  run,
  onDone,
}: Props) {
  const t = useTranslations("application");
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const confirm = async () => {
    setPending(true);
    setMessage(null);
    const answer = await run().catch((): ActionAnswer => ({ ok: false, message: t("submit.failed") }));
    if (answer.ok) onDone();
    else {
      setPending(false);
      setMessage(answer.message);
    }
  };
  return (
    <>
      <Button variant={variant ?? "secondary"} size={size} data-action={action} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        size="sm"
        title={title}
        footer={
          <>
            <Button onClick={() => setOpen(false)} disabled={pending}>
              {t("cancel")}
            </Button>
            <Button
              variant={danger ? "danger" : "primary"}
              data-action="confirm"
              pending={pending}
              disabled={disabled}
              onClick={() => void confirm()}
            >
              {confirmLabel ?? label}
            </Button>
          </>
        }
      >
        {children}
        {message ? (
          <Notice role="alert" tone="danger" className="mt-3">
            {message}
          </Notice>
        ) : null}
      </Dialog>
    </>
  );
}
