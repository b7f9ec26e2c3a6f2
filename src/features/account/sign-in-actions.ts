"use server";

import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { isUnavailable } from "@/data/prisma-error";
import { ruleMessage } from "@/domain/rule-error";
import { EMPTY_FORM, type FormState } from "@/lib/form-state";
import { ownPath } from "@/lib/own-path";
import { formValues, unavailable } from "@/server/define-action";
import { isOwnOrigin } from "@/server/own-origin";
import { signInWithPassword, signOut as endSession } from "@/server/viewer";
import { signInInput } from "./schema";

/** Signs in and answers; nothing else happens to the page. For signing in again without leaving a form. */
export async function signInHere(_previous: FormState, form: FormData): Promise<FormState> {
  const locale = await getLocale();
  const input = signInInput.safeParse(formValues(form));
  const login = input.success ? input.data.login.slice(0, 60) : "";
  const refused = (code: string, message: string, fieldErrors: Record<string, string> = {}): FormState => ({
    ...EMPTY_FORM,
    code,
    message,
    fieldErrors,
    values: { login },
  });
  if (!isOwnOrigin(await headers())) return refused("origin", ruleMessage("origin", {}, locale));
  const t = await getTranslations("account");
  if (!input.success) return refused("signIn", ruleMessage("signIn", {}, locale));
  const fieldErrors: Record<string, string> = {};
  if (!input.data.login.trim()) fieldErrors["login"] = t("signIn.loginMissing");
  if (!input.data.password) fieldErrors["password"] = t("signIn.passwordMissing");
  if (Object.keys(fieldErrors).length > 0) return refused("invalid", ruleMessage("invalid", {}, locale), fieldErrors);
  const result = await signInWithPassword(input.data.login, input.data.password).catch((error: unknown) => {
    if (!isUnavailable(error)) throw error;
    return unavailable(error, locale, { login });
  });
  if (!("outcome" in result)) return result;
  switch (result.outcome) {
    case "open":
      return { ...EMPTY_FORM, ok: true, code: "ok" };
    case "locked":
      return refused("signInLocked", ruleMessage("signInLocked", { minutes: result.minutes }, locale));
    case "busy":
      return refused("tooManyRequests", ruleMessage("tooManyRequests", {}, locale));
    case "wrong":
      return refused("signIn", ruleMessage("signIn", {}, locale));
  }
}

/** Signs in and goes to `next` when that is a path of this site, else to the front door. */
export async function signIn(previous: FormState, form: FormData): Promise<FormState> {
  const state = await signInHere(previous, form);
  if (!state.ok) return state;
  redirect(ownPath(formValues(form)["next"]) ?? "/");
}

/** Ends the session and shows the sign-in page. */
export async function signOut(): Promise<void> {
  if (isOwnOrigin(await headers())) await endSession();
  redirect("/sign-in");
}
