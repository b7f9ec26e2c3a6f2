import "server-only";
import { z } from "zod";
import { answeredOnly, type Effect, onceAtEnd } from "@/data/idempotency";
import { SubmissionBlocked, submissionReads, type Submitted, type SubmitInput, submitApplication } from "@/data/submissions";
import { writeInScope, type WriteTx } from "@/data/with-scope";
import type { Evaluation } from "@/domain/evaluate-criteria";
import type { FormError } from "@/domain/form-errors";
import type { Locale } from "@/domain/locale";
import { ruleMessage } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { localeOfCookies } from "@/lib/locales";
import { businessNow, dayOf } from "@/server/business-clock";
import { json, notFoundResponse } from "@/server/define-route";
import { submitRouteInput } from "./schema";

export type SubmitAnswer = {
  submitted: Submitted | null;
  /** what stands in the way; nothing was changed */
  blocked: { message: string; errors: FormError[]; evaluation: Evaluation; taken: { name: string | null; lead: string | null } } | null;
};

/**
 * Submits, or answers what blocks: a refusal is found before anything is written. The response is a SubmitAnswer; reads are the rows of
 * submissionReads(). Null: no such application in scope.
 */
export async function submitOrBlock(
  tx: WriteTx,
  viewer: Viewer,
  input: SubmitInput,
  locale: Locale,
  reads: readonly Record<string, unknown>[][],
): Promise<Effect<SubmitAnswer> | null> {
  const now = businessNow();
  try {
    return await submitApplication(tx, viewer, input, { now, today: dayOf(now) }, locale, reads);
  } catch (error) {
    if (!(error instanceof SubmissionBlocked)) throw error;
    const { errors, evaluation, taken } = error;
    const checks = Object.values(evaluation).flatMap((item) => item.fired.filter((one) => one.severity === "block"));
    const message = ruleMessage("blocked", { count: errors.length + checks.length }, locale);
    return answeredOnly<SubmitAnswer>({ submitted: null, blocked: { message, errors, evaluation, taken } });
  }
}

/** Thrown inside the transaction, so that the key of what was not found is not kept either. */
class Absent extends Error {}

/** POST for callers without the page: 200 { number, round, status }, 409 { code: "blocked", errors, evaluation, taken } or a rule error. */
export async function submitRoute(request: Request, viewer: Viewer, id: string): Promise<Response> {
  if (!z.uuid().safeParse(id).success) return notFoundResponse();
  const parsed = submitRouteInput.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) return json(422, { code: "invalid" });
  const { key, ...body } = parsed.data;
  const locale = localeOfCookies(request.headers.get("cookie"));
  const answer = await writeInScope(viewer.scope, (tx) =>
    onceAtEnd(tx, viewer, { key, action: "application.submit", body: { id, ...body } }, submissionReads(viewer, id), async (reads) => {
      const effect = await submitOrBlock(tx, viewer, { applicationId: id, ...body }, locale, reads);
      if (!effect) throw new Absent();
      return effect;
    }),
  ).catch((error: unknown) => {
    if (error instanceof Absent) return null;
    throw error;
  });
  if (!answer) return notFoundResponse();
  return answer.submitted ? json(200, answer.submitted) : json(409, { code: "blocked", ...answer.blocked });
}
