"use client";

import type { FormState } from "@/lib/form-state";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { SubmitButton } from "@/ui/submit-button";
import { PasswordBox } from "./password-box";
import { useKeptForm } from "./use-kept-form";

export type PasswordFormProps = {
  action: (previous: FormState<void>, form: FormData) => Promise<FormState<void>>;
  login: string;
  words: { current: string; new: string; repeat: string; rule: string; submit: string; changed: string; show: string; hide: string };
};

/** Current password, new one twice. Nothing typed here ever comes back from the server. */
export function PasswordForm({ action, login, words }: PasswordFormProps) {
  const { state, pending, form } = useKeptForm(action);
  const boxes = [
    { name: "currentPassword", label: words.current, complete: "current-password", hint: undefined },
    { name: "newPassword", label: words.new, complete: "new-password", hint: words.rule },
    { name: "repeatPassword", label: words.repeat, complete: "new-password", hint: undefined },
  ];
  return (
    <form {...form} className="flex max-w-md flex-col gap-4">
      {state.ok ? (
        <Notice role="status" tone="success">
          {words.changed}
        </Notice>
      ) : null}
      {state.message && Object.keys(state.fieldErrors).length === 0 ? (
        <Notice role="alert" tone="danger" data-code={state.code}>
          {state.message}
        </Notice>
      ) : null}
      {/* lets a password manager know whose password this is */}
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      {boxes.map((box) => (
        <Field key={box.name} id={box.name} label={box.label} hint={box.hint} error={state.fieldErrors[box.name]}>
          {(control) => (
            <PasswordBox {...control} name={box.name} required autoComplete={box.complete} showLabel={words.show} hideLabel={words.hide} />
          )}
        </Field>
      ))}
      <div>
        <SubmitButton pending={pending}>{words.submit}</SubmitButton>
      </div>
    </form>
  );
}
