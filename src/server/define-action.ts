import "server-only";
import { getLocale } from "next-intl/server";
import { headers } from "next/headers";
import { notFound, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { type Effect, once, onceAtEnd } from "@/data/idempotency";
import { isUnavailable } from "@/data/prisma-error";
import { type ScopedTx, type Statement, withScope, writeInScope, type WriteTx } from "@/data/with-scope";
import type { Locale } from "@/domain/locale";
import type { Permission } from "@/domain/permissions";
import { RuleError, ruleMessage } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import type { FormState } from "@/lib/form-state";
import { noteUnavailable } from "@/lib/request-outcome";
import { log } from "./log";
import { isOwnOrigin } from "./own-origin";
import { getViewer, mayAct } from "./viewer";

/** What an action works with; locale is for sentences that the rules make. */
export type ActionContext<I, Tx = ScopedTx> = { viewer: Viewer; tx: Tx; input: I; locale: Locale };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Definition<S extends z.ZodType, T> = { permission: Permission; input: S } & (Run<S, T> | Write<S, T>);
type Run<S extends z.ZodType, T> = {
  /** name of the effect; with it the input must carry a uuid `key` and a retry gives one effect */
  once?: string;
  run: (context: ActionContext<z.output<S>>) => Promise<T>;
};
/** What comes by the hundred: its reads go with the key in one message, its writes with COMMIT in another (onceAtEnd). */
type Write<S extends z.ZodType, T> = {
  once: string;
  reads: (viewer: Viewer, input: z.output<S>) => readonly Statement[];
  write: (context: ActionContext<z.output<S>, WriteTx>, rows: Record<string, unknown>[][]) => Promise<Effect<T>>;
};

/**
 * A server action over an object. Own-origin check → viewer from the session row → permission by name → parse →
 * one scoped transaction. RuleErrors become a FormState; a record that is not yours is the same 404 as an unknown one.
 */
export function defineAction<S extends z.ZodType, T>(definition: Definition<S, T>) {
  return async (raw: z.input<S>): Promise<FormState<T>> => {
    const locale = (await getLocale()) as Locale;
    try {
      if (!isOwnOrigin(await headers())) throw new RuleError("origin");
      const viewer = await getViewer();
      if (!viewer) throw new RuleError("signInRequired");
      if (!mayAct(viewer, definition.permission)) notFound();
      const parsed = definition.input.safeParse(raw);
      if (!parsed.success) return invalid(parsed.error, locale);
      const input = parsed.data;
      const data = await effectOf(definition, viewer, input, locale);
      return { ok: true, code: "ok", message: null, fieldErrors: {}, values: {}, data };
    } catch (error) {
      unstable_rethrow(error);
      if (error instanceof RuleError) return refused(error, locale);
      if (isUnavailable(error)) return unavailable(error, locale, textValues(raw));
      throw error;
    }
  };
}

function effectOf<S extends z.ZodType, T>(definition: Run<S, T> | Write<S, T>, viewer: Viewer, input: z.output<S>, locale: Locale) {
  if ("write" in definition) {
    const { key, ...body } = input as { key: string };
    const { once: action, reads, write } = definition;
    return writeInScope(viewer.scope, (tx) =>
      onceAtEnd(tx, viewer, { key, action, body }, reads(viewer, input), (rows) => write({ viewer, tx, input, locale }, rows)),
    );
  }
  return withScope(viewer.scope, (tx) => {
    const effect = () => definition.run({ viewer, tx, input, locale });
    if (!definition.once) return effect();
    const { key, ...body } = input as { key: string };
    return once(tx, viewer, { key, action: definition.once, body }, effect);
  });
}

/** The same for a form: `useActionState(action, EMPTY_FORM)`. Repeated names become lists; typed values come back. */
export function defineFormAction<S extends z.ZodType, T>(definition: Definition<S, T>) {
  const action = defineAction(definition);
  return async (_previous: FormState<T>, form: FormData): Promise<FormState<T>> => {
    const values = formValues(form);
    const state = await action(values as z.input<S>);
    return state.ok ? state : { ...state, values: textValues(values) };
  };
}

/**
 * Fields of a form without the framework's own; a name that occurs twice is a list. Whoever calls an action by hand may
 * send anything in the place of a form: then there are no fields.
 */
export function formValues(form: unknown): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = Object.create(null);
  if (!(form instanceof FormData)) return values;
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$")) continue;
    const all = form.getAll(name).filter((value) => typeof value === "string");
    values[name] = all.length === 1 ? (all[0] as string) : all;
  }
  return values;
}

function textValues(values: unknown): Record<string, string> {
  if (typeof values !== "object" || values === null) return {};
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string" && !/password/i.test(entry[0])),
  );
}

function refused(error: RuleError, locale: string): FormState<never> {
  const message = ruleMessage(error.code, error.params, locale);
  const fieldErrors = error.field ? { [error.field]: message } : {};
  return { ok: false, code: error.code, message, fieldErrors, values: {}, data: null };
}

/** Nobody knows whether it took effect: the same key may, and should, be sent again. */
export function unavailable(error: unknown, locale: string, typed: Record<string, string>): FormState<never> {
  log().error({ err: error }, "the database is away");
  // keys and ids are nobody's typing
  noteUnavailable(Object.fromEntries(Object.entries(typed).filter(([, text]) => !UUID.test(text))));
  return { ok: false, code: "unavailable", message: ruleMessage("unavailable", {}, locale), fieldErrors: {}, values: typed, data: null };
}

function invalid(error: z.ZodError, locale: string): FormState<never> {
  const message = ruleMessage("fieldInvalid", {}, locale);
  const fieldErrors = Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), message]));
  return { ok: false, code: "invalid", message: ruleMessage("invalid", {}, locale), fieldErrors, values: {}, data: null };
}
