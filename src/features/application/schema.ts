import { z } from "zod";
import { storableText } from "@/lib/storable-text";

export const createInput = z.object({ key: z.uuid(), batchId: z.uuid() });
export const copyInput = z.object({ key: z.uuid(), id: z.uuid(), batchId: z.uuid() });
export const deleteInput = z.object({ id: z.uuid() });
export const moveInput = z.object({ id: z.uuid(), version: z.int().min(0), reason: storableText(2000).optional() });

/** What is sent to submit, by the action and by the route alike. */
const submitInput = z.object({
  version: z.int().min(0),
  answers: z
    .array(z.object({ itemId: z.uuid(), answer: storableText(4000) }))
    .max(200)
    .default([]),
});
/** key: made when the submit page opens, so that a retry gives one submission */
export const submitRouteInput = submitInput.extend({ key: z.uuid() });
export const submitActionInput = submitRouteInput.extend({ id: z.uuid() });
