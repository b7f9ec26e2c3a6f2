"use client";

import type { FormState } from "@/lib/form-state";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { SubmitButton } from "@/ui/submit-button";
import { TextInput } from "@/ui/text-input";
import { PasswordBox } from "./password-box";
import { useKeptForm } from "./use-kept-form";

export type FirstRunBox = { name: string; label: string; hint?: string | undefined; complete?: string; secret?: boolean };
export type FirstRunGroup = { title: string; boxes: readonly FirstRunBox[] };

export type FirstRunFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  groups: readonly FirstRunGroup[];
  words: { submit: string; show: string; hide: string };
};

/** Token, city and first administrator, asked once. Passwords and the token never come back. */
export function FirstRunForm({ action, groups, words }: FirstRunFormProps) {
  const { state, pending, form } = useKeptForm(action);
  return (
    <form {...form} noValidate className="flex flex-col gap-7">
      {state.message ? (
        <Notice role="alert" tone="danger" data-code={state.code}>
          {state.message}
        </Notice>
      ) : null}
      {groups.map((group) => (
        <fieldset key={group.title} className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
          <legend className="mb-3 font-semibold">{group.title}</legend>
          {group.boxes.map((box) => (
            <Field key={box.name} id={box.name} label={box.label} hint={box.hint} error={state.fieldErrors[box.name]}>
              {(control) =>
                box.secret ? (
                  <PasswordBox
                    {...control}
                    name={box.name}
                    required
                    autoComplete={box.complete ?? "off"}
                    showLabel={words.show}
                    hideLabel={words.hide}
                  />
                ) : (
                  <TextInput
                    {...control}
                    name={box.name}
                    required
                    autoComplete={box.complete ?? "off"}
                    defaultValue={state.values[box.name] ?? ""}
                  />
                )
              }
            </Field>
          ))}
        </fieldset>
      ))}
      <div>
        <SubmitButton size="lg" pending={pending}>
          {words.submit}
        </SubmitButton>
      </div>
    </form>
  );
}
