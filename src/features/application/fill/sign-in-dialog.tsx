"use client";

import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { EMPTY_FORM, type FormState } from "@/lib/form-state";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { SubmitButton } from "@/ui/submit-button";
import { TextInput } from "@/ui/text-input";
import { useFiling } from "./filing-context";

export type SignInHere = (previous: FormState, form: FormData) => Promise<FormState>;

/** The session ended while somebody was typing: signing in again happens here, and the text stays. Lazily loaded. */
export function SignInDialog({ signIn }: { signIn: SignInHere }) {
  const t = useTranslations("application");
  const { store } = useFiling();
  const [state, submit] = useActionState(signIn, EMPTY_FORM as FormState);
  useEffect(() => {
    if (state.ok) store.resume();
  }, [state, store]);
  return (
    <Dialog
      open
      mustAnswer
      onClose={() => {}}
      size="sm"
      title={t("signIn.title")}
      footer={
        <Button variant="quiet" data-action="signed-in" onClick={() => store.resume()}>
          {t("signIn.done")}
        </Button>
      }
    >
      <p className="mb-4 text-ink-2">{t("signIn.kept")}</p>
      <form action={submit} noValidate className="flex flex-col gap-3">
        {state.message && Object.keys(state.fieldErrors).length === 0 ? (
          <Notice role="alert" tone="danger">
            {state.message}
          </Notice>
        ) : null}
        <Field id="again-login" label={t("signIn.login")} error={state.fieldErrors["login"]}>
          {(control) => (
            <TextInput
              {...control}
              name="login"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={state.values["login"] ?? ""}
            />
          )}
        </Field>
        <Field id="again-password" label={t("signIn.password")} error={state.fieldErrors["password"]}>
          {(control) => <TextInput {...control} name="password" type="password" autoComplete="current-password" />}
        </Field>
        <SubmitButton className="mt-1">{t("signIn.submit")}</SubmitButton>
      </form>
    </Dialog>
  );
}
