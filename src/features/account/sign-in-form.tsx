"use client";

import { useActionState, useEffect, useRef } from "react";
import { EMPTY_FORM, type FormState } from "@/lib/form-state";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { SubmitButton } from "@/ui/submit-button";
import { TextInput } from "@/ui/text-input";
import { PasswordBox } from "./password-box";

export type SignInFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  /** path to go to afterwards, already checked */
  next?: string | undefined;
  login?: string | undefined;
  words: { login: string; password: string; show: string; hide: string; submit: string };
};

/** Account and password. Works without script as well; a refusal comes back with the account name, never the password. */
export function SignInForm({ action, next, login, words }: SignInFormProps) {
  const [state, submit] = useActionState(action, EMPTY_FORM as FormState);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.code) form.current?.querySelector<HTMLElement>("[aria-invalid], #password")?.focus();
  }, [state]);
  const byField = Object.keys(state.fieldErrors).length > 0;
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-4">
      {state.message && !byField ? (
        <Notice role="alert" tone={state.code === "signInLocked" ? "warning" : "danger"} data-code={state.code}>
          {state.message}
        </Notice>
      ) : null}
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <Field id="login" label={words.login} error={state.fieldErrors["login"]}>
        {(control) => (
          <TextInput
            {...control}
            name="login"
            required
            defaultValue={state.values["login"] ?? login ?? ""}
            key={state.values["login"] ?? ""}
            autoComplete="username"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            autoFocus
          />
        )}
      </Field>
      <Field id="password" label={words.password} error={state.fieldErrors["password"]}>
        {(control) => (
          <PasswordBox
            {...control}
            name="password"
            required
            autoComplete="current-password"
            showLabel={words.show}
            hideLabel={words.hide}
          />
        )}
      </Field>
      <SubmitButton size="lg" className="mt-1 w-full">
        {words.submit}
      </SubmitButton>
    </form>
  );
}
