import { z } from "zod";
import { REVIEW_VERDICTS, type ReviewVerdict } from "@/domain/verdict-kinds";
import { storableText } from "@/lib/storable-text";

const words = storableText(4000);

const seen = z.object({
  version: z.number().int().min(0).max(1_000_000),
  round: z.number().int().min(0).max(10_000),
  stageIndex: z.number().int().min(0).max(9).nullable(),
});

const verdicts = z.record(
  z.string().max(60),
  z
    .object({ verdict: z.enum(Object.keys(REVIEW_VERDICTS) as [ReviewVerdict, ...ReviewVerdict[]]), comment: words.optional() })
    .transform((one) => ({
      verdict: one.verdict,
      ...(one.comment === undefined ? {} : { comment: one.comment }),
    })),
);

const head = { key: z.uuid(), applicationId: z.uuid(), seen };

export const approveInput = z.object({ ...head, verdicts, opinion: words, actingReason: words });

export const returnInput = z.object({
  ...head,
  verdicts,
  items: z.array(z.object({ criterion: z.string().max(60).nullable(), path: z.string().max(120).nullable(), reason: words })).max(100),
  dueOn: words,
  comment: words,
  actingReason: words,
});

export const proposeInput = z.object({ ...head, kind: z.enum(["reject", "void"]), reason: words, verdicts, actingReason: words });
export const settleInput = z.object({ ...head, answer: z.enum(["confirm", "decline", "cancel"]), note: words });
export const takeBackInput = z.object({ ...head, comment: words });
export const reopenInput = z.object({ ...head, reason: words, dueOn: words });
