"use client";

import { useTranslations } from "next-intl";
import { type ReactNode } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { useFiling } from "./filing-context";

/** The session ended while somebody was typing: signing in again happens here, and the text stays. Lazily loaded. */
export default function SignInDialog({ form }: { form: ReactNode }) {
  const t = useTranslations("application");
  const { store } = useFiling();
  return (
    <Dialog
      open
      mustAnswer
      onClose={() => {}}
      size="sm"
      title={t("signIn.title")}
      footer={
        <Button data-action="signed-in" onClick={() => store.resume()}>
          {t("signIn.done")}
        </Button>
      }
    >
      <p className="mb-4 text-ink-2">{t("signIn.kept")}</p>
      {form}
    </Dialog>
  );
}
