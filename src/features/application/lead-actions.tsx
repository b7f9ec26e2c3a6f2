"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { randomId } from "@/lib/random-id";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Select } from "@/ui/select";
import { TextArea } from "@/ui/text-area";
import { ActionDialog } from "./action-dialog";
import { copyApplication, createApplication, deleteApplication, reopenApplication, withdrawApplication } from "./actions";

type Case = { id: string; version: number };

const go = (path: string) => () => window.location.assign(path);

export function DeleteDraft({ id }: { id: string }) {
  const t = useTranslations("application");
  return (
    <ActionDialog
      action="delete-draft"
      variant="quiet"
      label={t("edit.delete")}
      title={t("edit.deleteTitle")}
      confirmLabel={t("edit.deleteConfirm")}
      danger
      run={() => deleteApplication({ id })}
      onDone={go("/applications")}
    >
      <p>{t("edit.deleteText")}</p>
    </ActionDialog>
  );
}

/** decided: a stage has decided, so a reason is needed. */
export function Withdraw({ id, version, decided }: Case & { decided: boolean }) {
  const t = useTranslations("application");
  const [reason, setReason] = useState("");
  return (
    <ActionDialog
      action="withdraw"
      label={t("read.withdraw")}
      title={t("read.withdrawTitle")}
      danger
      disabled={decided && reason.trim() === ""}
      run={() => withdrawApplication({ id, version, reason })}
      onDone={go(`/applications/${id}`)}
    >
      <p className="mb-3">{t("read.withdrawText")}</p>
      <Field id="withdraw-reason" label={t("read.reason")} required={decided} {...(decided ? { hint: t("read.reasonNeeded") } : {})}>
        {(control) => <TextArea {...control} name="reason" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
    </ActionDialog>
  );
}

export function Reopen({ id, version }: Case) {
  const t = useTranslations("application");
  return (
    <ActionDialog
      action="reopen"
      variant="primary"
      label={t("read.reopen")}
      title={t("read.reopenTitle")}
      run={() => reopenApplication({ id, version })}
      onDone={go(`/applications/${id}/edit`)}
    >
      <p>{t("read.reopenText")}</p>
    </ActionDialog>
  );
}

export function CopyToNew({ id, batches }: { id: string; batches: readonly { id: string; title: string }[] }) {
  const t = useTranslations("application");
  const [batchId, setBatchId] = useState(batches[0]?.id ?? "");
  const key = useRef(randomId());
  const made = useRef("");
  return (
    <ActionDialog
      action="copy"
      label={t("read.copy")}
      title={t("read.copyTitle")}
      disabled={batchId === ""}
      run={async () => {
        const state = await copyApplication({ key: key.current, id, batchId });
        made.current = state.data?.id ?? "";
        if (!state.ok && state.code !== "unavailable") key.current = randomId();
        return state;
      }}
      onDone={() => window.location.assign(`/applications/${made.current}/edit`)}
    >
      <p className="mb-3">{t("read.copyText")}</p>
      {batches.length === 0 ? (
        <Notice>{t("read.copyNone")}</Notice>
      ) : (
        <Field id="copy-batch" label={t("read.batch")}>
          {(control) => (
            <Select
              {...control}
              value={batchId}
              onChange={(event) => setBatchId(event.target.value)}
              options={batches.map((batch) => ({ value: batch.id, label: batch.title }))}
            />
          )}
        </Field>
      )}
    </ActionDialog>
  );
}

export function CreateApplication({ batchId }: { batchId: string }) {
  const t = useTranslations("application");
  const [pending, setPending] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const key = useRef(randomId());
  const create = async () => {
    setPending(true);
    setMessage(null);
    const state = await createApplication({ key: key.current, batchId }).catch(() => null);
    if (state?.ok && state.data) {
      window.location.assign(`/applications/${state.data.id}/edit`);
      return;
    }
    if (state && state.code !== "unavailable") key.current = randomId();
    setPending(false);
    setMessage(state?.message ?? t("submit.failed"));
  };
  return (
    <>
      <Button variant="primary" data-action="create-application" pending={pending} onClick={() => void create()}>
        {t("new.create")}
      </Button>
      {message ? (
        <Notice role="alert" tone="danger" className="mt-3">
          {message}
        </Notice>
      ) : null}
    </>
  );
}

export function OpenStudio() {
  const t = useTranslations("application");
  return (
    <ActionDialog
      action="open-studio"
      label={t("new.studio")}
      title={t("new.studioTitle")}
      run={async () => {
        const response = await fetch("/api/studios", { method: "POST" });
        const body = (await response.json().catch(() => null)) as { message?: string } | null;
        return { ok: response.ok, message: response.ok ? null : (body?.message ?? t("submit.failed")) };
      }}
      onDone={go("/applications/new")}
    >
      <p>{t("new.studioText")}</p>
    </ActionDialog>
  );
}
