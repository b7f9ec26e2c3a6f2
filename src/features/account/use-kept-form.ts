"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useRef } from "react";
import { EMPTY_FORM, type FormState } from "@/lib/form-state";

/**
 * A form whose boxes stay as they were typed when the server refuses, passwords too: they never leave the browser for
 * that. (React empties a form after its action; without script the browser does.) The first box in error gets the focus.
 */
export function useKeptForm<T>(action: (previous: FormState<T>, form: FormData) => Promise<FormState<T>>) {
  const [state, submit, pending] = useActionState(action, EMPTY_FORM as FormState<T>);
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.ok) ref.current?.reset();
    else ref.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [state]);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!pending) startTransition(() => submit(form));
  };
  return { state, pending, form: { ref, action: submit, onSubmit } };
}
