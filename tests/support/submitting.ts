import { onceAtEnd } from "@/data/idempotency";
import { type Submitted, type SubmitInput, submissionReads, submitApplication } from "@/data/submissions";
import { writeInScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import { DAY } from "./filing-world";

/** Submits under a key, as route and action do; null: no such application in scope. */
export async function submitUnder(key: string, viewer: Viewer, input: SubmitInput, at = DAY): Promise<Submitted | null> {
  const request = { key, action: "application.submit", body: input };
  try {
    const answer = await writeInScope(viewer.scope, (tx) =>
      onceAtEnd<{ submitted: Submitted }>(tx, viewer, request, submissionReads(viewer, input.applicationId), async (reads) => {
        const effect = await submitApplication(tx, viewer, input, at, "zh-CN", reads);
        if (!effect) throw new Absent();
        return effect;
      }),
    );
    return answer.submitted;
  } catch (error) {
    if (error instanceof Absent) return null;
    throw error;
  }
}

class Absent extends Error {}
