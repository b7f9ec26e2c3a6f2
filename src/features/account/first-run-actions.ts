"use server";

import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { createFirstCity } from "@/data/first-city";
import { isUnavailable } from "@/data/prisma-error";
import { FIRST_CITY_FIELD_NAMES, type FirstCity, isFirstCityValue, normalFirstCityValue } from "@/domain/first-city";
import { passwordFault, passwordFaultMessage } from "@/domain/password-rules";
import { type RuleCode, ruleMessage, type RuleParams } from "@/domain/rule-error";
import { EMPTY_FORM, type FormState } from "@/lib/form-state";
import { clientAddress } from "@/server/client-address";
import { formValues, unavailable } from "@/server/define-action";
import { passwordProfile } from "@/server/deployment";
import { isFirstRunToken, removeFirstRunToken } from "@/server/first-run-token";
import { isOwnOrigin } from "@/server/own-origin";
import { hashPassword } from "@/server/password";
import { beginAttempt } from "@/server/throttle";
import { isFirstRunOpen } from "./first-run";
import { firstRunInput } from "./schema";

/** Counted like an account, so that the token cannot be guessed; no account can have this name. */
const THROTTLE_NAME = "#first-run";

/** Makes the first city with the token of the console, once; what was typed comes back, without token and passwords. */
export async function openFirstCity(_previous: FormState, form: FormData): Promise<FormState> {
  const typed = formValues(form);
  const values: Record<string, string> = {};
  for (const field of FIRST_CITY_FIELD_NAMES) values[field] = String(typed[field] ?? "").slice(0, 200);
  try {
    return await makeFirstCity(typed, values);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return unavailable(error, await getLocale(), values);
  }
}

/** There is no viewer yet, so the wall is in here. */
async function makeFirstCity(typed: ReturnType<typeof formValues>, values: Record<string, string>): Promise<FormState> {
  if (!(await isFirstRunOpen())) notFound();
  const locale = await getLocale();
  const [t, requestHeaders] = await Promise.all([getTranslations("account.firstRun"), headers()]);
  const input = firstRunInput.safeParse(typed);
  const refused = (code: RuleCode, params: RuleParams = {}, fieldErrors: Record<string, string> = {}): FormState => ({
    ...EMPTY_FORM,
    code,
    message: ruleMessage(code, params, locale),
    fieldErrors,
    values,
  });
  if (!isOwnOrigin(requestHeaders)) return refused("origin");
  if (!input.success) return refused("invalid");
  const { token, password, repeatPassword } = input.data;

  const attempt = await beginAttempt(THROTTLE_NAME, clientAddress(requestHeaders));
  if (attempt.locked) return refused("signInLocked", { minutes: attempt.minutes });
  if (!isFirstRunToken(token)) return refused("invalid", {}, { token: t("error.token") });
  await attempt.succeeded();

  const city = {} as FirstCity;
  const fieldErrors: Record<string, string> = {};
  for (const field of FIRST_CITY_FIELD_NAMES) {
    city[field] = normalFirstCityValue(field, input.data[field]);
    if (!isFirstCityValue(field, city[field])) fieldErrors[field] = t(`error.${field}`);
  }
  const fault = passwordFault(password, city, passwordProfile());
  if (fault) fieldErrors["password"] = passwordFaultMessage(fault, passwordProfile(), locale);
  else if (password !== repeatPassword) fieldErrors["repeatPassword"] = ruleMessage("passwordsDiffer", {}, locale);
  if (Object.keys(fieldErrors).length > 0) return refused("invalid", {}, fieldErrors);

  if (!(await createFirstCity(city, await hashPassword(password)))) notFound();
  removeFirstRunToken();
  redirect("/sign-in");
}
