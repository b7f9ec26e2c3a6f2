/** What an action answers and a form shows. values come back so that nothing typed is lost; never a secret in it. */
export type FormState<T = unknown> = {
  ok: boolean;
  /** code of rule-error.ts, or "ok" */
  code: string;
  message: string | null;
  fieldErrors: Record<string, string>;
  values: Record<string, string>;
  data: T | null;
};

export const EMPTY_FORM: FormState<never> = {
  ok: false,
  code: "",
  message: null,
  fieldErrors: {},
  values: {},
  data: null,
};
