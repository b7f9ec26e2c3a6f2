import "server-only";
import { z } from "zod";
import { once } from "@/data/idempotency";
import { SubmissionBlocked, submitApplication } from "@/data/submissions";
import { withScope } from "@/data/with-scope";
import { ruleMessage } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { businessNow, dayOf } from "@/server/business-clock";
import { json, notFoundResponse } from "@/server/define-route";

const schema = z.object({
  /** made when the submit page opens: a retry gives one submission */
  key: z.uuid(),
  version: z.int().min(0),
  answers: z
    .array(z.object({ itemId: z.uuid(), answer: z.string().max(4000) }))
    .max(200)
    .default([]),
});

/** POST: 200 { number, round, status }, 409 { code: "blocked", errors, evaluation, taken } or a rule error; a refusal changes nothing. */
export async function submitRoute(request: Request, viewer: Viewer, id: string): Promise<Response> {
  if (!z.uuid().safeParse(id).success) return notFoundResponse();
  const parsed = schema.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) return json(422, { code: "invalid" });
  const { key, ...body } = parsed.data;
  const locale = /(?:^|;\s*)locale=en/.test(request.headers.get("cookie") ?? "") ? "en" : "zh-CN";
  const now = businessNow();
  try {
    const result = await withScope(viewer.scope, (tx) =>
      once(tx, viewer, { key, action: "application.submit", body: { id, ...body } }, () =>
        submitApplication(tx, viewer, { applicationId: id, ...body }, { now, today: dayOf(now) }, locale),
      ),
    );
    return result ? json(200, result) : notFoundResponse();
  } catch (error) {
    if (!(error instanceof SubmissionBlocked)) throw error;
    const { errors, evaluation, taken } = error;
    const checks = Object.values(evaluation).flatMap((item) => item.fired.filter((one) => one.severity === "block"));
    const message = ruleMessage("blocked", { count: errors.length + checks.length }, locale);
    return json(409, { code: "blocked", message, errors, evaluation, taken });
  }
}
